import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '../../src/request/retry.js';

const attempts = fc.integer({ min: 1, max: 101 });
const max = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('a delay is a jitter below 500 ms, doubled with each attempt up to 8 s, within the maximum', () => {
  fc.assert(
    fc.property(attempts, max, random, (attempt, maxDelayMs, chance) => {
      const delay = retryDelay(attempt, 0, maxDelayMs, chance);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(Math.min(8000, maxDelayMs, 500 * 2 ** (attempt - 1)));
    }),
  );
});

test('a delay is at least what the server requests, and at most 8 s more or the maximum', () => {
  const asked = max.chain((maxDelayMs) =>
    fc.tuple(fc.integer({ min: 0, max: maxDelayMs }), fc.constant(maxDelayMs)),
  );
  fc.assert(
    fc.property(attempts, asked, random, (attempt, [askedMs, maxDelayMs], chance) => {
      const delay = retryDelay(attempt, askedMs, maxDelayMs, chance);
      expect(delay).toBeGreaterThanOrEqual(askedMs);
      expect(delay).toBeLessThanOrEqual(Math.min(maxDelayMs, askedMs + 8000));
    }),
  );
});

test('a delay grows with the random number, so that clients do not retry all at once', () => {
  const atLeast1 = fc.integer({ min: 1, max: 60_000 });
  fc.assert(
    fc.property(attempts, atLeast1, atLeast1, random, (attempt, askedMs, room, chance) => {
      const [low, high] = [chance / 2, (1 + chance) / 2].map((at) =>
        retryDelay(attempt, askedMs, askedMs + room, at),
      );
      expect(high).toBeGreaterThan(low ?? NaN);
    }),
  );
});

test.each<[attempt: number, ms: number]>([
  [1, 250],
  [2, 500],
  [3, 1000],
  [4, 2000],
  [5, 4000],
  [6, 4000],
  [100, 4000],
])('the mean delay after attempt %i is %i ms, plus what the server requests', (attempt, ms) => {
  expect(retryDelay(attempt, 0, 60_000, 0.5)).toBe(ms);
  expect(retryDelay(attempt, 10_000, 60_000, 0.5)).toBe(10_000 + ms);
});
