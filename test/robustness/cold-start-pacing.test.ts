/**
 * Many calls at once on a server that allows 40 requests in a window and counts them as they arrive.
 *
 * Guaranteed, if no other client uses the window: once a response is known, no request meets a 429.
 * Before that, the client knows no limit: of the calls that start before the first response, those
 * beyond the limit are refused once, and then retried.
 */
import type { RetryEvent } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { createRateWindow } from '../../src/testing/rate-window.js';
import { connect } from '../support/client.js';
import type { ClientOptions } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Handler } from '../support/loopback-server.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const LIMIT = 40;

/** @param delayMs Milliseconds until the response to the request with this index. */
function limited(delayMs: (index: number) => number = () => 0): Handler {
  const countRequest = createRateWindow(LIMIT, 1000);
  return async (_, index) => {
    const { isExceeded, headers } = countRequest();
    await new Promise((resolve) => setTimeout(resolve, delayMs(index)));
    return isExceeded ? { status: 429, headers } : { ...ONLY_PAGE, headers };
  };
}

/** Starts a server and returns a function that makes calls at once, and the refusals so far. */
async function start(
  handler: Handler,
  options: ClientOptions = {},
): Promise<{
  callAtOnce: (calls: number) => Promise<unknown>;
  refusals: RetryEvent[];
}> {
  const server = await serve(handler);
  const refusals: RetryEvent[] = [];
  const confluent = connect(server.url, {
    ...options,
    maxRetryDelayMs: 10_000,
    onRetry: (event) => refusals.push(event),
  });
  const call = async (): Promise<unknown> => confluent.GET(CONNECTOR_PLUGINS_PATH);
  return {
    callAtOnce: async (calls) => Promise.all(Array.from({ length: calls }, call)),
    refusals,
  };
}

test('50 calls at once after one call meet no 429', async () => {
  const { callAtOnce, refusals } = await start(limited());
  await callAtOnce(1);
  await callAtOnce(50);
  expect(refusals).toEqual([]);
});

test('50 calls at once from cold meet at most one 429 for each call beyond the limit', async () => {
  const { callAtOnce, refusals } = await start(limited());
  await callAtOnce(50);
  expect(refusals.length).toBeLessThanOrEqual(50 - LIMIT);
  expect(refusals.map(({ attempt }) => attempt)).toEqual(refusals.map(() => 1));
  const coldRefusals = refusals.length;
  await callAtOnce(50);
  expect(refusals).toHaveLength(coldRefusals);
});

test('calls that start after the first response make room for those still under way', async () => {
  // The first response says that 39 requests are left. It does not count the 19 others.
  const { callAtOnce, refusals } = await start(limited((index) => (index === 0 ? 0 : 300)));
  const early = Array.from({ length: 20 }, async () => callAtOnce(1));
  await Promise.race(early);
  await Promise.all([...early, callAtOnce(30)]);
  expect(refusals).toEqual([]);
});

test('calls of later windows meet no 429 when the way to the server takes longer for a while', async () => {
  // The requests of the second window open it late at the server, so that it ends late as well.
  let sent = 0;
  const fetch = async (request: Request): Promise<Response> => {
    sent += 1;
    const isSlow = sent > LIMIT && sent <= 2 * LIMIT;
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, 200));
    return globalThis.fetch(request);
  };
  const { callAtOnce, refusals } = await start(limited(), { fetch });
  await callAtOnce(1);
  await callAtOnce(3 * LIMIT);
  expect(refusals).toEqual([]);
});
