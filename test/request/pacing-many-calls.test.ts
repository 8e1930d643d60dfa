/** Many calls against a server that has windows of a fixed length, under fake time. */
import { createConfluentClient } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Conditions {
  /** Requests that the server permits in a window. */
  limit: number;
  windowMs: number;
  /** The way to the server; the way back takes at least as long, so that responses overtake others. */
  latencyMs: number;
  /** The time of the first call after the start of a window. */
  startMs: number;
  /** The time between the calls. */
  intervalMs: number;
}

const pass = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one call and then many. Returns how many 429 responses came, and how long it took. */
async function runCalls(
  conditions: Conditions,
  calls: number,
): Promise<{ refused: number; tookMs: number }> {
  const { limit, windowMs, latencyMs, startMs, intervalMs } = conditions;
  const origin = Date.now();
  let refused = 0;
  let sent = 0;
  let window = { index: -1, used: 0 };
  const fetch = async (): Promise<Response> => {
    const slowness = 1 + (5 - (sent++ % 5)) / 5;
    await pass(latencyMs);
    const age = Date.now() - origin;
    const index = Math.floor(age / windowMs);
    if (index !== window.index) window = { index, used: 0 };
    window.used += 1;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.used)),
      'X-RateLimit-Reset': String(Math.ceil((windowMs - (age % windowMs)) / 1000)),
    };
    const isRefused = window.used > limit;
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
  const run = async (): Promise<number> => {
    await pass(startMs);
    await confluent.GET(CONNECTOR_PLUGINS_PATH);
    const later = Array.from({ length: calls }, async (_, index) => {
      await pass(index * intervalMs);
      await confluent.GET(CONNECTOR_PLUGINS_PATH);
    });
    await Promise.all(later);
    return Date.now() - origin;
  };
  const finished = run();
  void vi.advanceTimersByTimeAsync(3_600_000);
  return { tookMs: await finished, refused };
}

test('many calls meet no 429, and take a round trip for each window longer than the limit requires at most', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        limit: fc.integer({ min: 1, max: 20 }),
        windowMs: fc.constantFrom(1000, 2000, 10_000),
        latencyMs: fc.integer({ min: 1, max: 100 }),
        intervalMs: fc.integer({ min: 0, max: 20 }),
      }),
      async (conditions) => {
        const { limit, windowMs, latencyMs, intervalMs } = conditions;
        const { refused, tookMs } = await runCalls({ ...conditions, startMs: 0 }, 40);
        expect(refused).toBe(0);
        // A window may open with its first request, so that its end is known a round trip later.
        const longestMs = Math.ceil(41 / limit) * (windowMs + 3 * latencyMs) + 40 * intervalMs;
        expect(tookMs).toBeLessThanOrEqual(longestMs);
      },
    ),
    { numRuns: 15 },
  );
});

test('a client that starts late in a window meets no more 429 than the window permits', async () => {
  const conditions = { limit: 5, windowMs: 10_000, latencyMs: 20, startMs: 7000, intervalMs: 0 };
  const { refused } = await runCalls(conditions, 40);
  expect(refused).toBeLessThanOrEqual(5);
});
