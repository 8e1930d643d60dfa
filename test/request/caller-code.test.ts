/** What a call does when code of the caller throws: middleware, accessToken, fetch, onRetry. */
import { ConfluentConnectionError, createConfluentClient } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf, NO_HOST, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const mine = new Error('mine');
const throwMine = (): never => {
  throw mine;
};
const rejectMine = async (): Promise<never> => Promise.reject(mine);

test.each<[name: string, middleware: Middleware]>([
  ['onRequest throws', { onRequest: throwMine }],
  ['onRequest rejects', { onRequest: rejectMine }],
  ['onResponse throws', { onResponse: throwMine }],
  ['onResponse rejects', { onResponse: rejectMine }],
])('the call rejects with the error itself, without a retry, when %s', async (name, middleware) => {
  const server = await serve(() => ONLY_PAGE);
  const sent = name.startsWith('onRequest') ? 0 : 1;
  const confluent = connect(server.url, { middleware: [middleware] });
  expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBe(mine);
  expect(server.requests).toHaveLength(sent);
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { middleware: [middleware] });
  expect(await rejectionOf(call)).toBe(mine);
  expect(server.requests).toHaveLength(sent * 2);
});

test('the call rejects with undefined when a middleware does', async () => {
  const server = await serve(() => ONLY_PAGE);
  const nothing: unknown = undefined;
  const onRequest = (): undefined => {
    throw nothing;
  };
  const confluent = connect(server.url, { middleware: [{ onRequest }] });
  expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBeUndefined();
});

test('the call rejects with the error itself when onResponse throws after a 503', async () => {
  const server = await serve(() => ({ status: 503 }));
  const confluent = connect(server.url, { middleware: [{ onResponse: throwMine }] });
  expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBe(mine);
  expect(server.requests).toHaveLength(1);
});

test('the call rejects with the error that onError returns for a network fault', async () => {
  const server = await serve(() => faults.reset);
  const confluent = connect(server.url, { middleware: [{ onError: () => mine }] });
  expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBe(mine);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['throws', throwMine],
  ['rejects', rejectMine],
])(
  'a call and a walk reject with the error itself, without a request, when accessToken %s',
  async (_, accessToken) => {
    const server = await serve(() => ONLY_PAGE);
    const confluent = createConfluentClient({ accessToken, baseUrl: server.url });
    expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBe(mine);
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
    expect(await rejectionOf(walk)).toBe(mine);
    expect(mine).not.toHaveProperty('walk');
    expect(server.requests).toHaveLength(0);
  },
);

test.each<[string, unknown]>([
  ['an error', new Error('no way')],
  ['a text', 'no way'],
  ['an AbortError', new DOMException('no way', 'AbortError')],
  ['undefined', undefined],
  ['null', null],
  ['an empty text', ''],
  ['zero', 0],
  ['false', false],
])('a fetch that throws %s is a connection error, and is retried', async (_, reason) => {
  let calls = 0;
  const fail = (): Response => {
    calls += 1;
    throw reason;
  };
  const confluent = connectToFetch(fail, { maxRetries: 1 });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(calls).toBe(2);
  expect(error).toMatchObject({ attempts: 2, retryable: true });
  expect(error.message).toMatch(/^GET \S+: no complete \w+: \S/);
  if (reason) expect(error.message).toContain('no way');
});

test('a fetch that throws synchronously is a connection error with that cause', async () => {
  const confluent = connect(NO_HOST, { fetch: throwMine, maxRetries: 0 });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.cause).toMatchObject({ name: 'Error', message: 'mine' });
});

test('a fetch that returns no response ends the call at once with a TypeError', async () => {
  let calls = 0;
  const fetch = async (): Promise<Response> => {
    calls += 1;
    return Promise.resolve(undefined as never);
  };
  await failureOf(TypeError, connect(NO_HOST, { fetch }).GET(CONNECTOR_PLUGINS_PATH));
  expect(calls).toBe(1);
});
