import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentWindow, observedWindow, UNKNOWN_WINDOW } from '../../src/pacing-window.js';
import type { PacingWindow } from '../../src/pacing-window.js';
import { connect, failureOf, LIST, PLUGINS } from './support/client.js';
import { inTurn, serve } from './support/server.js';

/** How many of 40 calls at once met a 429, with 5 a window. */
async function refusals(
  more: Partial<ConfluentClientOptions>,
  isWarm: boolean,
): Promise<{ refused: number; fake: FakeConfluent }> {
  let refused = 0;
  const fake = createFakeConfluent({ rateLimit: { limit: 5, windowMs: 1000 } });
  const confluent = createConfluentClient({
    ...fake.options,
    onRetry: ({ error }) => {
      if (error instanceof ConfluentApiError && error.status === 429) refused += 1;
    },
    ...more,
  } as ConfluentClientOptions);
  const count = isWarm ? 39 : 40;
  if (isWarm) await confluent.GET(PLUGINS);
  await Promise.all(Array.from({ length: count }, async () => confluent.GET(PLUGINS)));
  return { refused, fake };
}

describe('40 calls at once against 5 a window', () => {
  test('meet next to no 429 once an answer has told of the window', async () => {
    const { refused, fake } = await refusals({}, true);
    expect(refused).toBeLessThanOrEqual(5);
    expect(fake.requests.length).toBe(40 + refused);
  });
});

describe('pacing', () => {
  const FULL = { 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '0' };

  test('waits for a full window to reset, without a request', async () => {
    const headers = { ...FULL, 'X-RateLimit-Reset': '0.05' };
    const times: number[] = [];
    const server = await serve(() => {
      times.push(Date.now());
      return { ...LIST, headers };
    });
    const confluent = connect(server.url, { maxRetryDelayMs: 1000 });
    await confluent.GET(PLUGINS);
    const told = Date.now();
    await confluent.GET(PLUGINS);
    // Timers of Node are early by up to a millisecond.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(49);
    expect(told).toBeLessThanOrEqual(times[1] ?? 0);
    expect(server.requests).toHaveLength(2);
  });

  test('that is off sends at once', async () => {
    const server = await serve(() => ({
      ...LIST,
      headers: { ...FULL, 'X-RateLimit-Reset': '90' },
    }));
    const confluent = connect(server.url, { maxRetryDelayMs: 100_000, pacing: false });
    for (let i = 0; i < 3; i++) await confluent.GET(PLUGINS);
    expect(server.requests).toHaveLength(3);
  });

  test('does not wait for a window that resets later than maxRetryDelayMs', async () => {
    const headers = { ...FULL, 'X-RateLimit-Reset': '90' };
    const server = await serve(
      inTurn({ ...LIST, headers }, { ...LIST, headers }, { status: 429, headers }),
    );
    const confluent = connect(server.url, { maxRetryDelayMs: 89_000 });
    await confluent.GET(PLUGINS);
    await confluent.GET(PLUGINS);
    const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 90_000 });
  });

  test('learns of failures too', async () => {
    const headers = { ...FULL, 'X-RateLimit-Reset': '90' };
    const server = await serve(inTurn({ status: 404, headers }, LIST));
    const confluent = connect(server.url, { maxRetryDelayMs: 100_000 });
    await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    const signal = AbortSignal.timeout(30);
    await expect(confluent.GET(PLUGINS, { signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('is of one client, not of all', async () => {
    const headers = { ...FULL, 'X-RateLimit-Reset': '90' };
    const server = await serve(() => ({ ...LIST, headers }));
    await connect(server.url, { maxRetryDelayMs: 100_000 }).GET(PLUGINS);
    await connect(server.url, { maxRetryDelayMs: 100_000 }).GET(PLUGINS);
    expect(server.requests).toHaveLength(2);
  });

  test('counts the requests whose answers are not there yet', async () => {
    const server = await serve((_, index) =>
      index === 0
        ? { ...LIST, headers: { ...FULL, 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': '90' } }
        : 'stall',
    );
    const confluent = connect(server.url, { maxRetryDelayMs: 100_000 });
    await confluent.GET(PLUGINS);
    const signal = AbortSignal.timeout(50);
    const calls = Array.from({ length: 8 }, async () => confluent.GET(PLUGINS, { signal }));
    await Promise.allSettled(calls);
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  test('goes on as if there were no limit, the server telling nonsense', async () => {
    const nonsense = [
      { 'X-RateLimit-Remaining': '0' },
      { 'X-RateLimit-Remaining': '-1', 'X-RateLimit-Reset': '90' },
      { 'X-RateLimit-Remaining': 'none', 'X-RateLimit-Reset': '90' },
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': 'soon' },
      { 'X-RateLimit-Reset': '90' },
    ];
    const server = await serve((_, index) => ({ ...LIST, headers: nonsense[index] ?? {} }));
    const confluent = connect(server.url, { maxRetryDelayMs: 100_000 });
    for (let i = 0; i < 6; i++) await confluent.GET(PLUGINS);
    expect(server.requests).toHaveLength(6);
  });

  test('is not stopped for good by a limit of 0', async () => {
    const headers = { ...FULL, 'X-RateLimit-Limit': '0', 'X-RateLimit-Reset': '0.01' };
    const server = await serve(() => ({ ...LIST, headers }));
    const confluent = connect(server.url, { maxRetryDelayMs: 1000 });
    for (let i = 0; i < 3; i++) await confluent.GET(PLUGINS);
    expect(server.requests).toHaveLength(3);
  });
});

describe('the window', () => {
  const now = 1_000_000;
  const base: PacingWindow = { limit: 5, remaining: 3, periodMs: 1000, endsAt: now + 400 };

  test('that has ended is followed by one like it', () => {
    expect(currentWindow(base, now)).toBe(base);
    expect(currentWindow(base, now + 400)).toEqual({ ...base, remaining: 5, endsAt: now + 1400 });
  });

  test('that nothing is known of permits everything', () => {
    expect(currentWindow(UNKNOWN_WINDOW, now).remaining).toBe(Infinity);
    expect(observedWindow(UNKNOWN_WINDOW, {}, now)).toBe(UNKNOWN_WINDOW);
    expect(observedWindow(UNKNOWN_WINDOW, { remaining: 4 }, now)).toBe(UNKNOWN_WINDOW);
    expect(observedWindow(UNKNOWN_WINDOW, { remaining: 4, resetMs: 1000 }, now)).toEqual({
      limit: Infinity,
      remaining: 4,
      periodMs: 1000,
      endsAt: now + 1000,
    });
  });

  test('never gains requests from an answer within it', () => {
    const told = fc.record({
      limit: fc.integer({ min: 0, max: 50 }),
      remaining: fc.integer({ min: 0, max: 50 }),
      resetMs: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(told, (limits) => {
        const next = observedWindow(base, limits, now);
        expect(next.remaining).toBe(Math.min(base.remaining, limits.remaining));
        expect(next.limit).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test.each([
    [300, now + 300],
    [1000, now + 400],
    [1400, now + 400],
    [1401, now + 1401],
  ])('that resets in %i ms by an answer ends at %i', (resetMs, endsAt) => {
    expect(observedWindow(base, { limit: 5, remaining: 2, resetMs }, now).endsAt).toBe(endsAt);
  });
});
