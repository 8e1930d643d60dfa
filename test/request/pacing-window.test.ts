/** How many requests the client lets through, and when, under fake time. */
import type { ConfluentClient } from 'confluent-connect-plugins';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectToFetch, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

interface PacedClient {
  confluent: ConfluentClient;
  /** Returns how many requests have been sent. */
  countRequests: () => number;
  /** Responds to the oldest request that has no response yet. */
  respond: (headers?: Record<string, string>) => Promise<void>;
}

/** Creates a client that has sent some requests, which have no response yet. */
async function createPacedClient(requests: number, maxRetryDelayMs = 60_000): Promise<PacedClient> {
  let sent = 0;
  const pending: ((response: Response) => void)[] = [];
  const confluent = connectToFetch(
    async () => {
      sent += 1;
      return new Promise((resolve) => pending.push(resolve));
    },
    { maxRetryDelayMs, timeoutMs: 1_000_000 },
  );
  for (let i = 0; i < requests; i++) void confluent.GET(CONNECTOR_PLUGINS_PATH);
  await vi.advanceTimersByTimeAsync(0);
  return {
    confluent,
    countRequests: () => sent,
    respond: async (headers = {}) => {
      pending.shift()?.(Response.json({ data: [] }, { headers }));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const rateLimit = (limit: number, remaining: number, reset: number): Record<string, string> => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
  'X-RateLimit-Reset': String(reset),
});

/** Starts calls at once. Returns how many requests they have sent after each of the waits. */
async function countAfter(
  { confluent, countRequests }: PacedClient,
  calls: number,
  waitsMs: number[],
): Promise<number[]> {
  const before = countRequests();
  for (let i = 0; i < calls; i++) void confluent.GET(CONNECTOR_PLUGINS_PATH);
  const counts: number[] = [];
  for (const ms of waitsMs) {
    await vi.advanceTimersByTimeAsync(ms);
    counts.push(countRequests() - before);
  }
  return counts;
}

test('all requests are sent at once while no response has reported a window', async () => {
  const client = await createPacedClient(3);
  await client.respond();
  await client.respond({ 'X-RateLimit-Remaining': '0' });
  await client.respond({ 'X-RateLimit-Reset': '30' });
  expect(await countAfter(client, 50, [0])).toEqual([50]);
});

test('the requests that remain in a window are sent, then a full window each time', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 2, 1));
  const counts = await countAfter(client, 14, [0, 999, 1, 999, 1, 999, 1]);
  expect(counts).toEqual([2, 2, 7, 7, 12, 12, 14]);
});

test('the first count of all is lowered by the requests under way', async () => {
  const client = await createPacedClient(3);
  await client.respond(rateLimit(10, 6, 1));
  expect(await countAfter(client, 10, [0])).toEqual([4]);
});

test('the lower count holds within a window, in whatever order responses arrive', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(9, 8, 1));
  expect(await countAfter(client, 2, [0])).toEqual([2]);
  await client.respond(rateLimit(9, 1, 1));
  await client.respond(rateLimit(9, 4, 1));
  expect(await countAfter(client, 3, [0])).toEqual([1]);
});

test('what was sent shortly before a window takes one from it', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 4, 2));
  expect(await countAfter(client, 1, [1900])).toEqual([1]);
  expect(await countAfter(client, 1, [100])).toEqual([1]);
  expect(await countAfter(client, 9, [0])).toEqual([4]);
});

test('the earliest end that was reported is the end of a window', async () => {
  const client = await createPacedClient(2);
  await client.respond(rateLimit(5, 0, 3));
  await vi.advanceTimersByTimeAsync(500);
  await client.respond(rateLimit(5, 0, 1));
  expect(await countAfter(client, 3, [999, 1])).toEqual([0, 3]);
});

test('a later end that is reported within a window does not move its end', async () => {
  const client = await createPacedClient(2);
  await client.respond(rateLimit(5, 0, 1));
  await vi.advanceTimersByTimeAsync(500);
  await client.respond(rateLimit(5, 0, 1));
  expect(await countAfter(client, 3, [499, 1])).toEqual([0, 3]);
});

test('the first end that is reported of a new window replaces the guess, also by a later one', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 0, 1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(await countAfter(client, 1, [500])).toEqual([1]);
  await client.respond(rateLimit(5, 0, 1));
  expect(await countAfter(client, 1, [999, 1])).toEqual([0, 1]);
});

test('a window that is over leaves a full one, also if requests remained in it', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 2, 1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(await countAfter(client, 9, [0])).toEqual([5]);
});

test('a response to a request of an earlier window changes nothing', async () => {
  const client = await createPacedClient(2);
  await client.respond(rateLimit(5, 4, 1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(await countAfter(client, 1, [0])).toEqual([1]);
  await client.respond(rateLimit(5, 0, 1));
  expect(await countAfter(client, 9, [0])).toEqual([4]);
});

test.each([1000, 1500])(
  'a response %i ms after the start of a window of 1 s reports a new one',
  async (ms) => {
    const client = await createPacedClient(2);
    await client.respond(rateLimit(5, 0, 1));
    await vi.advanceTimersByTimeAsync(ms);
    await client.respond(rateLimit(50, 20, 2));
    expect(await countAfter(client, 30, [0, 1999, 1])).toEqual([20, 20, 30]);
  },
);

test('a window is waited for when it ends after exactly maxRetryDelayMs, and not 1 ms more', async () => {
  const patient = await createPacedClient(1, 1000);
  await patient.respond(rateLimit(5, 0, 1));
  expect(await countAfter(patient, 3, [0, 1000])).toEqual([0, 3]);
  const impatient = await createPacedClient(1, 999);
  await impatient.respond(rateLimit(5, 0, 1));
  expect(await countAfter(impatient, 3, [0])).toEqual([3]);
});

test('a call that is aborted while it waits takes nothing from the window', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(1, 0, 1));
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = rejectionOf(client.confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
  await vi.advanceTimersByTimeAsync(0);
  controller.abort('enough');
  expect(await aborted).toBe('enough');
  expect(await countAfter(client, 1, [999, 1])).toEqual([0, 1]);
});

test('an abort of the wait for a window leaves no timer', async () => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(1, 0, 30));
  const controller = new AbortController();
  const { signal } = controller;
  const call = rejectionOf(client.confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBe(1);
  controller.abort(new Error('enough'));
  expect(await call).toBe(signal.reason);
  expect(vi.getTimerCount()).toBe(0);
});
