/** How many requests the client lets through in a rate limit window, under fake time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { countAfter, createPacedClient, rateLimit } from '../support/paced-client.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

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

test.each([
  [100, 4],
  [999, 4],
  [1000, 5],
])('what was sent %i ms before a window of 2 s leaves %i requests in it', async (ms, left) => {
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 4, 2));
  expect(await countAfter(client, 1, [2000 - ms])).toEqual([1]);
  expect(await countAfter(client, 1, [ms])).toEqual([1]);
  expect(await countAfter(client, 9, [0])).toEqual([left]);
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
