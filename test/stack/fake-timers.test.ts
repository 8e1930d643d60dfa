import {
  ConfluentApiError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ClientOptions, ConfluentClient, FetchFunction } from 'confluent-connect-plugins';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { API_KEY, API_SECRET, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

// Everything that Vitest can fake in a child process. It does not fake queueMicrotask by default.
const EVERYTHING = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'Date',
  'performance',
  'hrtime',
  'queueMicrotask',
] as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...EVERYTHING] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Milliseconds until the response. Default: 0. */
  afterMs?: number;
}

/** Returns a fetch that sends these replies in turn, and the times of its requests. */
function createFetch(...replies: Reply[]): { fetch: FetchFunction; requestTimes: number[] } {
  const startedAt = Date.now();
  const requestTimes: number[] = [];
  const fetch: FetchFunction = async ({ signal }) => {
    const { status = 200, headers, body, afterMs = 0 } = replies[requestTimes.length] ?? {};
    requestTimes.push(Date.now() - startedAt);
    await new Promise((resolve, reject) => {
      setTimeout(resolve, afterMs);
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    return new Response(body === undefined ? null : streamOf(body), {
      status,
      ...(headers && { headers }),
    });
  };
  return { fetch, requestTimes };
}

/** A Response built from a string spins on Node 20 where queueMicrotask is faked. */
function streamOf(body: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(JSON.stringify(body)));
      controller.close();
    },
  });
}

function page(ids: string[], nextToken?: string): Reply {
  const next = nextToken === undefined ? null : `?page_token=${nextToken}`;
  return { body: { metadata: { next }, data: ids.map((id) => ({ id })) } };
}

function connect(fetch: FetchFunction, options: ClientOptions = {}): ConfluentClient {
  return createConfluentClient({ apiKey: API_KEY, apiSecret: API_SECRET, fetch, ...options });
}

/** Waits for a promise while the fake clock advances. Fails after ten minutes on that clock. */
async function advanceUntilSettled<T>(promise: Promise<T>): Promise<T> {
  const settled: unknown[] = [];
  const settle = (): void => void settled.push(promise);
  promise.then(settle, settle);
  for (let second = 0; second < 600; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    if (settled.length > 0) return promise;
  }
  throw new Error('The promise did not settle within ten minutes of fake time');
}

test('A call returns its data on a fake clock', async () => {
  const { fetch } = createFetch({ ...page(['ccp-1']), afterMs: 5000 });
  const { data } = await advanceUntilSettled(connect(fetch).GET(CONNECTOR_PLUGINS_PATH));
  expect(data.data).toEqual([{ id: 'ccp-1' }]);
});

test('A retry waits for Retry-After on a fake clock', async () => {
  const { fetch, requestTimes } = createFetch(
    { status: 429, headers: { 'Retry-After': '30' }, body: { errors: [] } },
    page(['ccp-1']),
  );
  const call = connect(fetch).GET(CONNECTOR_PLUGINS_PATH);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(requestTimes).toEqual([0]);
  await advanceUntilSettled(call);
  expect(requestTimes).toHaveLength(2);
  // Jitter adds up to 500 ms.
  expect(requestTimes[1]).toBeGreaterThanOrEqual(30_000);
  expect(requestTimes[1]).toBeLessThanOrEqual(30_510);
});

test('A call that fails at every attempt rejects with the error body on a fake clock', async () => {
  const detail = 'try later';
  const replies = Array.from({ length: 5 }, () => ({
    status: 503,
    body: { errors: [{ detail }] },
  }));
  const { fetch, requestTimes } = createFetch(...replies);
  const error: unknown = await advanceUntilSettled(
    connect(fetch)
      .GET(CONNECTOR_PLUGINS_PATH)
      .catch((reason: unknown) => reason),
  );
  expect(error).toBeInstanceOf(ConfluentApiError);
  expect(error).toMatchObject({ status: 503, attempts: 5, errors: [{ detail }] });
  expect(requestTimes).toHaveLength(5);
});

test('An attempt times out on a fake clock', async () => {
  const { fetch, requestTimes } = createFetch({ afterMs: 100_000 });
  const error: unknown = await advanceUntilSettled(
    connect(fetch, { timeoutMs: 7000, maxRetries: 0 })
      .GET(CONNECTOR_PLUGINS_PATH)
      .catch((reason: unknown) => reason),
  );
  expect(error).toBeInstanceOf(ConfluentTimeoutError);
  expect(error).toMatchObject({ timeoutMs: 7000 });
  expect(requestTimes).toEqual([0]);
});

test('A paced call waits for the rate limit window on a fake clock', async () => {
  const headers = { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0' };
  const full = { ...page([]), headers: { ...headers, 'X-RateLimit-Reset': '20' } };
  const { fetch, requestTimes } = createFetch(full, page([]));
  const confluent = connect(fetch);
  await advanceUntilSettled(confluent.GET(CONNECTOR_PLUGINS_PATH));
  await advanceUntilSettled(confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(requestTimes).toEqual([0, 20_000]);
});

test.each([false, true])(
  'A walk with prefetch %s returns all items on a fake clock',
  async (prefetch) => {
    const slow = { afterMs: 2000 };
    const { fetch, requestTimes } = createFetch(
      { ...page(['ccp-1', 'ccp-2'], 't1'), ...slow },
      { status: 500, body: { errors: [] } },
      { ...page(['ccp-3'], 't2'), ...slow },
      { ...page([]), ...slow },
    );
    const walk = connect(fetch).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { items } = await advanceUntilSettled(walk.collect({ limit: Infinity }));
    expect(items.map(({ id }) => id)).toEqual(['ccp-1', 'ccp-2', 'ccp-3']);
    expect(requestTimes).toHaveLength(4);
  },
);

test('A call leaves no timer behind on a fake clock', async () => {
  const { fetch } = createFetch(page(['ccp-1']));
  await advanceUntilSettled(connect(fetch).GET(CONNECTOR_PLUGINS_PATH));
  expect(vi.getTimerCount()).toBe(0);
});
