/** When a rate limit window ends, and what counts in the next one, under fake time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countAfter, createPacedClient, rateLimit } from '../support/paced-client.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a window is over after the wait for it, also when the clock stands still', async () => {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = await createPacedClient(1);
  await client.respond(rateLimit(5, 0, 30));
  expect(await countAfter(client, 3, [29_000, 1000])).toEqual([0, 3]);
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
