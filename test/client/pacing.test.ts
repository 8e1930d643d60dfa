import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPacer } from '../../src/pacer.js';
import type { Pacer } from '../../src/pacer.js';
import { connect, failureOf, LIST, PLUGINS, rejectionOf } from './support/client.js';
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

describe('the pacer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const answer = (limit: number, remaining: number, reset: number): Response =>
    new Response(null, {
      headers: {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': String(remaining),
        'X-RateLimit-Reset': String(reset),
      },
    });

  /** Asks for so many requests at once; tells how many were let through, so many ms later each. */
  async function letThrough(pacer: Pacer, count: number, ...steps: number[]): Promise<number[]> {
    let through = 0;
    for (let i = 0; i < count; i++) {
      void pacer.take(undefined).then(() => {
        through += 1;
      });
    }
    const seen: number[] = [];
    for (const ms of steps) {
      await vi.advanceTimersByTimeAsync(ms);
      seen.push(through);
    }
    return seen;
  }

  test('lets everything through as long as no answer tells of a window', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(new Response());
    pacer.observe(new Response(null, { headers: { 'X-RateLimit-Remaining': '0' } }));
    expect(await letThrough(pacer, 50, 0)).toEqual([50]);
  });

  test('lets through what a window has left, and then as many as a window permits', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(answer(5, 2, 1));
    expect(await letThrough(pacer, 14, 0, 999, 1, 999, 1, 999, 1)).toEqual([
      2, 2, 7, 7, 12, 12, 14,
    ]);
  });

  test('holds to the lower count within a window, whichever answer comes last', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(answer(5, 1, 1));
    pacer.observe(answer(5, 4, 1));
    expect(await letThrough(pacer, 3, 0)).toEqual([1]);
  });

  test('takes the earliest end of a window for the best known', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(answer(5, 0, 3));
    await vi.advanceTimersByTimeAsync(500);
    pacer.observe(answer(5, 0, 1));
    expect(await letThrough(pacer, 3, 999, 1)).toEqual([0, 3]);
  });

  test('believes an answer that tells of a new window', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(answer(5, 0, 1));
    await vi.advanceTimersByTimeAsync(1500);
    pacer.observe(answer(50, 20, 2));
    expect(await letThrough(pacer, 30, 0, 1999, 1)).toEqual([20, 20, 30]);
  });

  test('waits as long as the longest wait, and no longer', async () => {
    const [patient, hasty] = [createPacer(1000), createPacer(999)];
    for (const pacer of [patient, hasty]) pacer.observe(answer(5, 0, 1));
    expect(await letThrough(patient, 3, 0, 1000)).toEqual([0, 3]);
    hasty.observe(answer(5, 0, 1));
    expect(await letThrough(hasty, 3, 0)).toEqual([3]);
  });

  test('leaves a request that is aborted uncounted, the others waiting', async () => {
    const pacer = createPacer(60_000);
    pacer.observe(answer(1, 0, 1));
    const controller = new AbortController();
    const aborted = rejectionOf(pacer.take(controller.signal));
    controller.abort('enough');
    expect(await aborted).toBe('enough');
    expect(await letThrough(pacer, 1, 999, 1)).toEqual([0, 1]);
  });
});
