import {
  ConfluentApiError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { never } from '../support/pending-calls.js';
import { inTurn, serve } from '../support/serve.js';

test.each<[what: string, options: object, reply?: 'stall' | 'stall-body']>([
  ['the token function is pending', { accessToken: () => never }],
  ['a middleware is pending', { middleware: [{ onRequest: () => never }] }],
  ['the response is pending', {}, 'stall'],
  ['the body is pending', {}, 'stall-body'],
  ['a fetch that ignores its signal is pending', { fetch: () => never }],
])('timeoutMs ends every attempt while %s', async (_, options, reply) => {
  const server = await serve(() => (reply ? faults[reply] : ONLY_PAGE));
  const confluent = createConfluentClient({
    accessToken: 'token',
    baseUrl: server.url,
    timeoutMs: 30,
    maxRetries: 1,
    maxRetryDelayMs: 1,
    ...options,
  });
  const error = await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toMatchObject({ timeoutMs: 30, attempts: 2, retryable: true });
  expect(error.message).toMatch(/^GET \S+: .*30 ms/);
  if (!reply) expect(server.requests).toHaveLength(0);
});

test('a timeout of the token function says that the token is missing, not the response', async () => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = createConfluentClient({
    accessToken: () => never,
    baseUrl: server.url,
    timeoutMs: 30,
    maxRetries: 0,
  });
  const error = await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: no accessToken within 30 ms`);
  expect(server.requests).toHaveLength(0);
});

test('a timeout of a middleware says that the response is missing', async () => {
  const { url } = await serve(() => ONLY_PAGE);
  const middleware = [{ onRequest: () => never }];
  const confluent = connect(url, { middleware, timeoutMs: 30, maxRetries: 0 });
  const error = await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: no complete response within 30 ms`);
});

test('a timeout in the body of a 503 is the error of the 503', async () => {
  const { url } = await serve(() => faults['stall-error-body']);
  const confluent = connect(url, { timeoutMs: 50, maxRetries: 0 });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.status).toBe(503);
});

test('timeoutMs counts for each attempt separately, and closes its connection', async () => {
  const server = await serve(inTurn(faults.stall, faults['stall-body'], ONLY_PAGE));
  const confluent = connect(server.url, { timeoutMs: 60, maxRetries: 20 });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests.length).toBeGreaterThanOrEqual(3);
  await Promise.all(server.requests.map(async ({ closed }) => closed));
});

test('timeoutMs does not include the wait before a retry', async () => {
  const headers = { 'Retry-After': '0.2' };
  const { url } = await serve(inTurn({ status: 503, headers }, ONLY_PAGE));
  const confluent = connect(url, { timeoutMs: 150, maxRetryDelayMs: 200 });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
});

test('a timeout is a ConfluentTimeoutError when fetch rejects with the abort itself', async () => {
  const fetch = async ({ signal }: Request): Promise<Response> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  const confluent = connect('https://api.confluent.test', { fetch, timeoutMs: 5, maxRetries: 0 });
  await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
});

test('a token that arrives after the timeout causes no request and runs no middleware', async () => {
  let requests = 0;
  let shown = 0;
  let giveToken: ((token: string) => void) | undefined;
  const token = new Promise<string>((resolve) => {
    giveToken = resolve;
  });
  const confluent = createConfluentClient({
    accessToken: async () => token,
    fetch: async () => {
      requests += 1;
      return Promise.resolve(Response.json(ONLY_PAGE.body));
    },
    middleware: [
      {
        onRequest: () => {
          shown += 1;
        },
      },
    ],
    timeoutMs: 5,
    maxRetries: 0,
  });
  await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  giveToken?.('late');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect({ requests, shown }).toEqual({ requests: 0, shown: 0 });
});
