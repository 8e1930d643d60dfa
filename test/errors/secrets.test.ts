/** No error and no object of the client shows its credentials. */
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentError, RetryEvent } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { ACCESS_TOKEN, API_KEY, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Handler, Reply } from '../support/loopback-server.js';
import { ONLY_PAGE } from '../support/pages.js';
import { connectWith, credentialsIn, expectNoSecret } from '../support/secrets.js';
import { inTurn, serve } from '../support/serve.js';

/** Makes a reply of the credentials: in one text, and in parts. */
type Echo = (text: string, parts: string[]) => Reply;

const echoing =
  (echo: Echo): Handler =>
  ({ headers: { authorization } }) => {
    const parts = credentialsIn(authorization);
    return echo(`you sent ${String(authorization)}: ${parts.join(' and ')}`, parts);
  };

describe.each(Object.entries(connectWith))('a client with %s shows no secret', (_, connect) => {
  test.each<[name: string, type: new (...facts: never[]) => ConfluentError, reply: Reply]>([
    ['ConfluentApiError', ConfluentApiError, { status: 401, body: { errors: [{ detail: 'no' }] } }],
    ['ConfluentConnectionError', ConfluentConnectionError, faults.reset],
    ['ConfluentConnectionError in a body', ConfluentConnectionError, faults['cut-body']],
    ['ConfluentTimeoutError', ConfluentTimeoutError, faults.stall],
    ['ConfluentResponseError', ConfluentResponseError, faults.html],
  ])('in a %s of a call or a walk', async (_, type, reply) => {
    const server = await serve(() => reply);
    const timeoutMs = reply === faults.stall ? 30 : 30_000;
    const confluent = connect(server.url, { maxRetries: 0, timeoutMs });
    expectNoSecret(await failureOf(type, confluent.GET(CONNECTOR_PLUGINS_PATH)));
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
    expectNoSecret(await failureOf(type, walk));
  });

  test('in the client, a paginator, a result, a page or a retry event', async () => {
    const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, { onRetry: (event) => void events.push(event) });
    expectNoSecret(confluent);
    expectNoSecret(confluent.GET);
    expectNoSecret(confluent.paginate);
    expectNoSecret(await confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(events).toHaveLength(1);
    expectNoSecret(events);
    const paginator = confluent.paginate(CONNECTOR_PLUGINS_PATH);
    expectNoSecret(paginator);
    for await (const page of paginator.pages()) expectNoSecret(page);
    expectNoSecret(await paginator.collect({ limit: 1 }));
    expectNoSecret(paginator[Symbol.asyncIterator]());
  });

  test.each<[where: string, echo: Echo]>([
    ['a text', (text) => ({ status: 403, body: text })],
    ['a JSON detail', (text) => ({ status: 403, body: { errors: [{ detail: text }] } })],
    ['a JSON key', (text) => ({ status: 403, body: { [text]: { deep: [text] } } })],
    ['a code', (text, [part]) => ({ status: 403, body: { code: part, message: text } })],
    [
      'JSON with escaped slashes and signs',
      (text) => ({
        status: 403,
        body: JSON.stringify({ message: text })
          .replaceAll('/', '\\/')
          .replaceAll('=', '\\u003d')
          .replaceAll('.', '\\u002e'),
      }),
    ],
    ['HTML', (text) => ({ status: 403, body: `<html>${text}</html>` })],
    ['a text cut at 8 KiB', (text) => ({ status: 403, body: `${'x'.repeat(8150)}${text}` })],
    ['a header', (text) => ({ status: 403, headers: { 'X-Debug': text } })],
    ['a cookie', (_, [part = '']) => ({ status: 403, headers: { 'Set-Cookie': `a=${part}` } })],
    ['the request id', (_, [part = '']) => ({ status: 403, headers: { 'X-Request-Id': part } })],
  ])('in an error when the server sends it back in %s', async (_, echo) => {
    const server = await serve(echoing(echo));
    const confluent = connect(server.url, { maxRetries: 0 });
    expectNoSecret(await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH)));
  });

  test.each<[where: string, echo: Echo]>([
    ['HTML', (text) => ({ body: `<html>${text}</html>` })],
    ['HTML cut at 8 KiB', (text) => ({ body: `${'x'.repeat(8150)}${text}` })],
    ['half of a JSON', (text) => ({ body: `{"said": "${text}"` })],
    ['the request id', (_, [part = '']) => ({ body: '', headers: { 'X-Request-Id': part } })],
  ])('in an error when the server sends it back in a 200 with %s', async (_, echo) => {
    const server = await serve(echoing(echo));
    const confluent = connect(server.url, { maxRetries: 0 });
    expectNoSecret(await failureOf(ConfluentResponseError, confluent.GET(CONNECTOR_PLUGINS_PATH)));
  });

  test('in the error of a walk when the server sends it back as the list', async () => {
    const server = await serve(echoing((text) => ({ body: { data: text } })));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
    expectNoSecret(await failureOf(ConfluentResponseError, walk));
  });

  test('in an error when a redirect has it in its URL', async () => {
    const server = await serve(({ path, headers }) => {
      const secret = credentialsIn(headers.authorization).at(-1) ?? '';
      return path === '/back'
        ? { status: 400 }
        : { status: 307, headers: { Location: `/back?was=${secret}` } };
    });
    const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
    expectNoSecret(await failureOf(ConfluentApiError, call));
  });

  test.each<[how: string, middleware: Middleware]>([
    ['a clone', { onResponse: ({ response }) => response.clone() }],
    [
      'a new response',
      {
        onResponse: ({ response: { body, status, headers } }) =>
          new Response(body, { status, headers }),
      },
    ],
  ])('in an error when a middleware returns %s', async (_, middleware) => {
    const server = await serve(echoing((text) => ({ status: 403, body: text })));
    const confluent = connect(server.url, { maxRetries: 0, middleware: [middleware] });
    expectNoSecret(await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH)));
  });
});

test('an error shows no API key that the caller also puts into the query', async () => {
  const server = await serve(() => ({ status: 400 }));
  const params = { query: { cloud: API_KEY } };
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { params });
  expectNoSecret(await failureOf(ConfluentApiError, call));
});

test('an error keeps the JSON of a response that has the digits of the secret as a number', async () => {
  const body = { code: 123456789, message: 'no' };
  const server = await serve(() => ({ status: 400, body }));
  const confluent = createConfluentClient({
    apiKey: API_KEY,
    apiSecret: '123456789',
    baseUrl: server.url,
  });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.status).toBe(400);
  expect(error.errors[0]?.detail).toBe('no');
});

test('a token that cannot be sent is refused without it in the error', async () => {
  const server = await serve(() => ONLY_PAGE);
  const wrong = [`${ACCESS_TOKEN}\n`, `${ACCESS_TOKEN} x`, `${ACCESS_TOKEN}é`, '', undefined, 42];
  for (const token of wrong) {
    const confluent = createConfluentClient({
      accessToken: () => token as string,
      baseUrl: server.url,
    });
    expectNoSecret(await failureOf(TypeError, confluent.GET(CONNECTOR_PLUGINS_PATH)));
  }
  expect(server.requests).toHaveLength(0);
});
