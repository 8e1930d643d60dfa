/** A response of a middleware's own says nothing about the window, and takes nothing from it. */
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { rateLimit } from '../support/paced-client.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const patient = { maxRetryDelayMs: 100_000 };
/** The request would be sent after 90 s. */
const soon = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(2000) });

const cached = (headers?: Record<string, string>): Response =>
  Response.json(ONLY_PAGE.body, headers && { headers });

test('a response that onRequest returns takes nothing from the window', async () => {
  const server = await serve(() => ({ ...ONLY_PAGE, headers: rateLimit(5, 2, 90) }));
  const cache = { middleware: [{ onRequest: () => cached() }] };
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  for (let i = 0; i < 5; i++) await confluent.GET(CONNECTOR_PLUGINS_PATH, { ...cache, ...soon() });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, soon());
  expect(server.requests).toHaveLength(2);
});

test('a call that sends nothing gives back no place that the server has taken away', async () => {
  const counts = [rateLimit(5, 2, 90), rateLimit(5, 0, 90)];
  const server = await serve((_, index) => ({ ...ONLY_PAGE, headers: counts[index] ?? {} }));
  let sendCached: ((response: Response) => void) | undefined;
  const slowCache: Middleware = {
    onRequest: () =>
      new Promise((resolve) => {
        sendCached = resolve;
      }),
  };
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const served = confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [slowCache] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, soon());
  sendCached?.(cached());
  await served;
  const signal = AbortSignal.timeout(100);
  await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
  expect(server.requests).toHaveLength(2);
});

test('a call that ends in a middleware before its request takes nothing from the window', async () => {
  const server = await serve(() => ({ ...ONLY_PAGE, headers: rateLimit(5, 2, 90) }));
  const mine = new Error('mine');
  const fail: Middleware = {
    onRequest: () => {
      throw mine;
    },
  };
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  for (let i = 0; i < 5; i++) {
    const call = confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [fail], ...soon() });
    expect(await rejectionOf(call)).toBe(mine);
  }
  await confluent.GET(CONNECTOR_PLUGINS_PATH, soon());
  expect(server.requests).toHaveLength(2);
});

test.each<[what: string, middleware: Middleware]>([
  ['onRequest', { onRequest: () => cached(rateLimit(5, 0, 90)) }],
  ['onResponse', { onResponse: () => cached(rateLimit(5, 0, 90)) }],
])('the rate limit headers of a response that %s returns limit nothing', async (_, middleware) => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [middleware] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, soon());
  expect(server.requests.length).toBeGreaterThan(0);
});

test('the rate limit headers of a response that onError returns limit nothing', async () => {
  const server = await serve(inTurn(faults.reset, ONLY_PAGE));
  const recover: Middleware = { onError: () => cached(rateLimit(5, 0, 90)) };
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [recover] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, soon());
  expect(server.requests).toHaveLength(2);
});

test('the rate limit headers of the server count when a middleware replaces its response', async () => {
  const server = await serve(() => ({ ...ONLY_PAGE, headers: rateLimit(5, 0, 90) }));
  const replace: Middleware = { onResponse: () => cached() };
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [replace] });
  const call = confluent.GET(CONNECTOR_PLUGINS_PATH, { signal: AbortSignal.timeout(30) });
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(server.requests).toHaveLength(1);
});
