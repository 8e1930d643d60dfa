import { ConfluentApiError, ConfluentError } from 'confluent-connect-plugins';
import type { RetryEvent } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../src/retry-after.js';
import { retryDelay } from '../../src/retry.js';
import { connect, failureOf, LIST, PLUGINS, rejectionOf } from './support/client.js';
import { inTurn, serve } from './support/server.js';

describe('a status', () => {
  test.each([408, 429, 500, 502, 503, 504])('of %i is retried', async (status) => {
    const server = await serve(inTurn({ status }, { status }, LIST));
    const { data } = await connect(server.url).GET(PLUGINS);
    expect(data.data).toEqual(LIST.body.data);
    expect(server.requests).toHaveLength(3);
  });

  test.each([304, 400, 401, 402, 403, 404, 405, 409, 410, 422, 501, 505])(
    'of %i is not retried, and is the error',
    async (status) => {
      const server = await serve(inTurn({ status }, LIST));
      const error = await failureOf(ConfluentApiError, connect(server.url).GET(PLUGINS));
      expect(error).toMatchObject({ status, attempts: 1, retryable: false });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('maxRetries', () => {
  test.each([0, 1, 3])('of %i lets so many attempts follow the first', async (maxRetries) => {
    const server = await serve(() => ({ status: 503 }));
    const confluent = connect(server.url, { maxRetries });
    const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    expect(server.requests).toHaveLength(maxRetries + 1);
    expect(error).toMatchObject({ attempts: maxRetries + 1, retryable: true });
  });

  test('is 4 by default', async () => {
    const server = await serve(() => 'reset');
    await rejectionOf(connect(server.url).GET(PLUGINS));
    expect(server.requests).toHaveLength(5);
  });

  test('counts for each call anew', async () => {
    const server = await serve((_, index) => (index % 3 === 2 ? LIST : { status: 503 }));
    const confluent = connect(server.url, { maxRetries: 2 });
    for (let i = 0; i < 3; i++) await confluent.GET(PLUGINS);
    expect(server.requests).toHaveLength(9);
  });
});

describe('the server asking to wait', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const read = (headers: Record<string, string>, status = 503): number | undefined =>
    readRetryAfter({ status, headers: new Headers(headers) }, now);

  test.each<[value: string, ms: number | undefined]>([
    ['0', 0],
    ['1', 1000],
    [' 7 ', 7000],
    ['1.5', 1500],
    ['3024000', 35 * 24 * 3_600_000],
    ['9'.repeat(400), Infinity],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['', undefined],
    ['-5', undefined],
    ['-0', undefined],
    ['+5', undefined],
    ['1,2', undefined],
    ['1, 2', undefined],
    ['1e9', undefined],
    ['0x10', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['5s', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['null', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['2026-01-01', undefined],
    ['GMT', undefined],
    ['Foo, 99 Bar 2026 99:99:99 GMT', undefined],
  ])('by Retry-After %j means %j ms', (value, ms) => {
    expect(read({ 'Retry-After': value })).toBe(ms);
  });

  test.each<[reset: string, ms: number | undefined]>([
    ['0', 0],
    ['12', 12_000],
    ['0.5', 500],
    ['-1', undefined],
    ['1e3', undefined],
    ['soon', undefined],
  ])('by X-RateLimit-Reset %j on a 429 means %j ms from now', (reset, ms) => {
    expect(read({ 'X-RateLimit-Reset': reset }, 429)).toBe(ms);
  });

  test('by X-RateLimit-Reset counts on a 429 alone, and after Retry-After', () => {
    expect(read({ 'X-RateLimit-Reset': '12' }, 503)).toBeUndefined();
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': '3' }, 429)).toBe(3000);
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': '0' }, 429)).toBe(0);
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': 'soon' }, 429)).toBe(12_000);
  });

  test.each([
    ['Retry-After in seconds', 503, { 'Retry-After': '61' }, 61_000],
    ['Retry-After of 35 days', 429, { 'Retry-After': '3024000' }, 3_024_000_000],
    ['X-RateLimit-Reset', 429, { 'X-RateLimit-Reset': '61' }, 61_000],
  ])(
    'longer than maxRetryDelayMs ends the call at once, by %s',
    async (_, status, headers, retryAfterMs) => {
      const server = await serve(() => ({ status, headers }));
      const confluent = connect(server.url, { maxRetryDelayMs: 60_000 });
      const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
      expect(error).toMatchObject({ status, retryAfterMs, attempts: 1, retryable: true });
    },
  );

  test('by a far date ends the call at once', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const server = await serve(() => ({ status: 503, headers: { 'Retry-After': date } }));
    const error = await failureOf(ConfluentApiError, connect(server.url).GET(PLUGINS));
    expect(error.attempts).toBe(1);
    expect(error.retryAfterMs).toBeGreaterThan(3_500_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  test('within maxRetryDelayMs is waited for, and told', async () => {
    const server = await serve(inTurn({ status: 503, headers: { 'Retry-After': '0.02' } }, LIST));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, {
      maxRetryDelayMs: 25,
      onRetry: (event) => void events.push(event),
    });
    await confluent.GET(PLUGINS);
    expect(events).toMatchObject([{ attempt: 1, error: { status: 503, retryAfterMs: 20 } }]);
    expect(events[0]?.delayMs).toBeGreaterThanOrEqual(20);
    expect(events[0]?.delayMs).toBeLessThanOrEqual(25);
  });

  test.each(['-5', '1,2', 'NaN', '1e9'])('by %j is as if it did not ask', async (value) => {
    const headers = { 'Retry-After': value };
    const server = await serve(inTurn({ status: 503, headers }, LIST));
    const events: RetryEvent[] = [];
    await connect(server.url, { onRetry: (event) => void events.push(event) }).GET(PLUGINS);
    expect(events).toHaveLength(1);
    expect(events[0]?.delayMs).toBeLessThanOrEqual(1);
    expect(events[0]?.error).not.toHaveProperty('retryAfterMs');
  });

  test('a wait that is not over has no further attempt', async () => {
    const server = await serve(inTurn({ status: 429, headers: { 'Retry-After': '30' } }, LIST));
    const controller = new AbortController();
    const confluent = connect(server.url, {
      maxRetryDelayMs: 60_000,
      onRetry: () =>
        void setTimeout(() => {
          controller.abort(new Error('enough'));
        }, 30),
    });
    const call = confluent.GET(PLUGINS, { signal: controller.signal });
    expect(await rejectionOf(call)).toEqual(new Error('enough'));
    expect(server.requests).toHaveLength(1);
  });
});

describe('the delay', () => {
  const attempts = fc.integer({ min: 1, max: 101 });
  const max = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('is a jitter below 500 ms, doubled with each attempt up to 8 s, and below the maximum', () => {
    fc.assert(
      fc.property(attempts, max, random, (attempt, maxDelayMs, chance) => {
        const delay = retryDelay(attempt, 0, maxDelayMs, chance);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(8000, maxDelayMs, 500 * 2 ** (attempt - 1)));
      }),
    );
  });

  test('is never less than the server asks, nor more than the maximum or 8 s beyond it', () => {
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

  test('grows with chance, so that a fleet does not return as one', () => {
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
  ])('after attempt %i is %i ms in the middle', (attempt, ms) => {
    expect(retryDelay(attempt, 0, 60_000, 0.5)).toBe(ms);
    expect(retryDelay(attempt, 10_000, 60_000, 0.5)).toBe(10_000 + ms);
  });
});

describe('onRetry', () => {
  test('is told of every retry, and not of the last failure', async () => {
    const server = await serve(() => ({ status: 503 }));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, {
      maxRetries: 2,
      onRetry: (event) => void events.push(event),
    });
    await rejectionOf(confluent.GET(PLUGINS));
    expect(events.map(({ attempt }) => attempt)).toEqual([1, 2]);
    for (const [index, { delayMs, error }] of events.entries()) {
      expect(error).toBeInstanceOf(ConfluentError);
      expect(error).toMatchObject({ status: 503, attempts: index + 1 });
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(1);
    }
  });

  test('is not told where nothing is retried', async () => {
    const server = await serve(inTurn(LIST, { status: 404 }, { status: 404 }));
    let told = 0;
    const confluent = connect(server.url, {
      onRetry: () => {
        told += 1;
      },
    });
    await confluent.GET(PLUGINS);
    await rejectionOf(confluent.GET(PLUGINS));
    expect(told).toBe(0);
  });

  test('is told of the first attempts for a page of a walk too', async () => {
    const server = await serve(inTurn('reset', LIST));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, { onRetry: (event) => void events.push(event) });
    await confluent.paginate(PLUGINS).collect({ limit: 1 });
    expect(events).toMatchObject([{ attempt: 1, error: { name: 'ConfluentConnectionError' } }]);
  });

  test.each([
    [
      'throws',
      (error: Error) => {
        throw error;
      },
    ],
    ['rejects', async (error: Error) => Promise.reject(error)],
  ])('that %s ends the call with its error', async (_, fail) => {
    const server = await serve(inTurn('reset', LIST));
    const thrown = new Error('mine');
    const confluent = connect(server.url, { onRetry: () => fail(thrown) });
    expect(await rejectionOf(confluent.GET(PLUGINS))).toBe(thrown);
    expect(server.requests).toHaveLength(1);
  });

  test('is awaited before the next attempt', async () => {
    const server = await serve(inTurn('reset', LIST));
    let seen = 0;
    const confluent = connect(server.url, {
      onRetry: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen = server.requests.length;
      },
    });
    await confluent.GET(PLUGINS);
    expect(seen).toBe(1);
  });
});
