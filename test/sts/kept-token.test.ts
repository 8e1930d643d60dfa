/** How long a token is kept, and how many exchanges calls at once make. */
import { ConfluentApiError } from 'confluent-connect-plugins';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureOf, rejectionOf } from '../support/client.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import { failure, startConfluent } from './support/confluent.js';
import { connectWithTokens, list, provideTokens, skipJitter } from './support/connect.js';

const MINUTE = 60_000;

expectNothingUnhandled();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function times<T>(count: number, action: () => T): T[] {
  return Array.from({ length: count }, action);
}

test('ten calls at once make one exchange', async () => {
  const confluent = await startConfluent();
  const client = connectWithTokens(confluent, provideTokens(confluent));
  await Promise.all(times(10, async () => list(client)));
  expect(confluent.exchanges).toHaveLength(1);
  expect(confluent.calls).toHaveLength(10);
});

test('ten calls one after the other make one exchange', async () => {
  const confluent = await startConfluent();
  const client = connectWithTokens(confluent, provideTokens(confluent));
  for (let calls = 0; calls < 10; calls += 1) await list(client);
  expect(confluent.exchanges).toHaveLength(1);
});

test('two providers keep a token each', async () => {
  const confluent = await startConfluent();
  const [first, second] = [provideTokens(confluent), provideTokens(confluent)];
  expect(await first()).not.toBe(await second());
});

/** The life of a token, and how long it is kept. */
interface Life {
  expiresIn: number;
  renewBeforeMs?: number;
  keptMs: number;
}

describe('a token', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  });

  test.each([
    ['of 15 minutes is renewed a minute before its end', { expiresIn: 900, keptMs: 840_000 }],
    ['is renewed by the life that Confluent gave it', { expiresIn: 300, keptMs: 240_000 }],
    ['with a minute to live is renewed after half of it', { expiresIn: 60, keptMs: 30_000 }],
    [
      'is renewed renewBeforeMs before its end',
      { expiresIn: 900, renewBeforeMs: 300_000, keptMs: 600_000 },
    ],
    [
      'is used to its end with a renewBeforeMs of 0',
      { expiresIn: 10, renewBeforeMs: 0, keptMs: 10_000 },
    ],
  ])('%s', async (_, { expiresIn, renewBeforeMs, keptMs }: Life) => {
    const confluent = await startConfluent({ expiresIn });
    const getToken = provideTokens(confluent, { expiresInSeconds: 900, renewBeforeMs });
    const first = await getToken();
    vi.advanceTimersByTime(keptMs - 1);
    expect(await getToken()).toBe(first);
    vi.advanceTimersByTime(1);
    expect(await getToken()).toBe(confluent.issued[1]);
    expect(confluent.exchanges).toHaveLength(2);
  });

  test('lives from the moment its exchange was sent', async () => {
    const confluent = await startConfluent({
      replyTo: (_, index) => {
        if (index === 0) vi.advanceTimersByTime(10 * MINUTE);
        return undefined;
      },
    });
    const getToken = provideTokens(confluent);
    const first = await getToken();
    vi.advanceTimersByTime(4 * MINUTE - 1);
    expect(await getToken()).toBe(first);
    vi.advanceTimersByTime(1);
    expect(await getToken()).not.toBe(first);
  });

  test('lives from its own attempt, not from an attempt that failed before', async () => {
    const confluent = await startConfluent({
      replyTo: (_, index) => {
        if (index > 0) return undefined;
        vi.advanceTimersByTime(10 * MINUTE);
        return { status: 503 };
      },
    });
    skipJitter();
    const getToken = provideTokens(confluent);
    const first = await getToken();
    vi.advanceTimersByTime(14 * MINUTE - 1);
    expect(await getToken()).toBe(first);
  });

  test.each([
    ['back', -24 * 60 * MINUTE],
    ['forward', 24 * 60 * MINUTE],
  ])('lives as long when the wall clock is set %s', async (_, stepMs) => {
    const confluent = await startConfluent();
    const subjectToken = await confluent.identityProvider.requestToken();
    const now = Date.now();
    const getToken = provideTokens(confluent, { subjectToken });
    const first = await getToken();
    vi.setSystemTime(now + stepMs);
    vi.advanceTimersByTime(14 * MINUTE - 1);
    expect(await getToken()).toBe(first);
    vi.advanceTimersByTime(1);
    vi.setSystemTime(now);
    expect(await getToken()).not.toBe(first);
  });

  test('is renewed once for ten calls at once', async () => {
    const confluent = await startConfluent();
    const client = connectWithTokens(confluent, provideTokens(confluent));
    await list(client);
    vi.advanceTimersByTime(14 * MINUTE);
    await Promise.all(times(10, async () => list(client)));
    expect(confluent.exchanges).toHaveLength(2);
  });
});

describe('a token that the server refuses', () => {
  test('is dropped, and the call is sent again once with a new one', async () => {
    const confluent = await startConfluent();
    const client = connectWithTokens(confluent, provideTokens(confluent));
    await list(client);
    confluent.revokeAll();
    await list(client);
    expect(confluent.exchanges).toHaveLength(2);
    const sent = confluent.calls.map(({ headers }) => headers.authorization);
    const [first = '', second = ''] = confluent.issued;
    expect(sent).toEqual([`Bearer ${first}`, `Bearer ${first}`, `Bearer ${second}`]);
  });

  test('ends the call if the new one is refused too', async () => {
    const confluent = await startConfluent();
    const getToken = provideTokens(confluent);
    const client = connectWithTokens(confluent, async (refused) => {
      const token = await getToken(refused);
      confluent.revokeAll();
      return token;
    });
    const error = await failureOf(ConfluentApiError, list(client));
    expect(error.status).toBe(401);
    expect(confluent.calls).toHaveLength(2);
    expect(confluent.exchanges).toHaveLength(2);
  });

  test('makes one new exchange if ten calls at once were refused', async () => {
    const confluent = await startConfluent();
    const client = connectWithTokens(confluent, provideTokens(confluent));
    await list(client);
    confluent.revokeAll();
    await Promise.all(times(10, async () => list(client)));
    expect(confluent.exchanges).toHaveLength(2);
  });

  test('does not take with it the one that has replaced it', async () => {
    const confluent = await startConfluent();
    const getToken = provideTokens(confluent);
    const first = await getToken();
    const second = await getToken(first);
    expect(second).not.toBe(first);
    expect(await getToken(first)).toBe(second);
    expect(await getToken()).toBe(second);
    expect(confluent.exchanges).toHaveLength(2);
  });

  test('stays dropped if its exchange fails', async () => {
    const confluent = await startConfluent({
      replyTo: (_, index) => (index === 1 ? failure(403, 'Not now') : undefined),
    });
    const getToken = provideTokens(confluent);
    const first = await getToken();
    await failureOf(ConfluentApiError, getToken(first));
    expect(await getToken()).toBe(confluent.issued[1]);
  });
});

test('a call that is aborted while it waits leaves the exchange to the other calls', async () => {
  let finish = (): void => undefined;
  const allowed = new Promise<undefined>((resolve) => {
    finish = () => {
      resolve(undefined);
    };
  });
  const confluent = await startConfluent({ replyTo: async () => allowed });
  const client = connectWithTokens(confluent, provideTokens(confluent));
  const controller = new AbortController();
  const aborted = rejectionOf(list(client, controller.signal));
  const other = list(client);
  await confluent.waitForRequests(1);
  const reason = new Error('The user has left');
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  finish();
  await other;
  expect(confluent.exchanges).toMatchObject([{ state: 'completed' }]);
  expect(confluent.calls).toHaveLength(1);
});

test('a provider works where an app has faked all timers', async () => {
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  const getToken = provideTokens(confluent, { subjectToken });
  const client = connectWithTokens(confluent, getToken);
  vi.useFakeTimers();
  await list(client);
  const first = await getToken();
  vi.advanceTimersByTime(14 * MINUTE - 1);
  expect(await getToken()).toBe(first);
  vi.advanceTimersByTime(1);
  expect(await getToken()).not.toBe(first);
  vi.useRealTimers();
  await list(client);
});
