import { createConfluentClient } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface World {
  /** Requests that the server permits in a window. */
  limit: number;
  windowMs: number;
  /** To the server, and back at least: answers overtake each other. */
  latencyMs: number;
  /** When the client asks for the first time, after a window began. */
  startMs: number;
  /** Between the calls. */
  everyMs: number;
}

/** Sends one call and then many; gives the refusals, and how long it all took. */
async function run(world: World, calls: number): Promise<{ refused: number; tookMs: number }> {
  const { limit, windowMs, latencyMs, startMs, everyMs } = world;
  const origin = Date.now();
  let refused = 0;
  let [window, used, sent] = [-1, 0, 0];
  const pass = async (ms: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, ms));
  const fetch = async (): Promise<Response> => {
    const slowness = 1 + (5 - (sent++ % 5)) / 5;
    await pass(latencyMs);
    const age = Date.now() - origin;
    const current = Math.floor(age / windowMs);
    if (current !== window) [window, used] = [current, 0];
    used += 1;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - used)),
      'X-RateLimit-Reset': String(Math.ceil((windowMs - (age % windowMs)) / 1000)),
    };
    const isRefused = used > limit;
    if (isRefused) refused += 1;
    await pass(latencyMs * slowness);
    return Response.json({ data: [], metadata: {} }, { status: isRefused ? 429 : 200, headers });
  };
  const confluent = createConfluentClient({
    apiKey: 'key',
    apiSecret: 'secret',
    fetch,
    maxRetries: 100,
  });
  const call = async (): Promise<unknown> => confluent.GET('/connect/v1/custom-connector-plugins');
  const all = (async () => {
    await pass(startMs);
    await call();
    const later = async (_: unknown, index: number): Promise<unknown> =>
      pass(index * everyMs).then(call);
    await Promise.all(Array.from({ length: calls }, later));
    return Date.now() - origin;
  })();
  void vi.advanceTimersByTimeAsync(3_600_000);
  return { tookMs: await all, refused };
}

test('many calls wait for the windows of a fixed length, and meet no 429', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        limit: fc.integer({ min: 1, max: 20 }),
        windowMs: fc.constantFrom(1000, 2000, 10_000),
        latencyMs: fc.integer({ min: 1, max: 100 }),
        everyMs: fc.integer({ min: 0, max: 20 }),
      }),
      async ({ limit, windowMs, latencyMs, everyMs }) => {
        const { refused, tookMs } = await run(
          { limit, windowMs, latencyMs, startMs: 0, everyMs },
          40,
        );
        expect(refused).toBe(0);
        // Nor slower than the limit commands.
        expect(tookMs).toBeLessThanOrEqual(Math.ceil(41 / limit) * windowMs + 40 * everyMs);
      },
    ),
    { numRuns: 20 },
  );
});

test('a client that comes late into a window is refused for once at most', async () => {
  const world = { limit: 5, windowMs: 10_000, latencyMs: 20, startMs: 7000, everyMs: 0 };
  const { refused } = await run(world, 40);
  expect(refused).toBeLessThanOrEqual(5);
});

test('a wait for the window ends with the abort, and leaves no timer', async () => {
  const headers = {
    'X-RateLimit-Limit': '1',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': '30',
  };
  const confluent = createConfluentClient({
    apiKey: 'key',
    apiSecret: 'secret',
    fetch: async () => Promise.resolve(Response.json({ data: [] }, { headers })),
  });
  await confluent.GET('/connect/v1/custom-connector-plugins');
  const controller = new AbortController();
  const { signal } = controller;
  const call = confluent.GET('/connect/v1/custom-connector-plugins', { signal });
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBe(1);
  controller.abort(new Error('enough'));
  await expect(call).rejects.toBe(signal.reason);
  expect(vi.getTimerCount()).toBe(0);
});
