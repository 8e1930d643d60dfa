import { createConfluentClient } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, connectToFetch } from '../support/client.js';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const basic = `Basic ${BASIC_CREDENTIALS}`;

test('every attempt sends the credentials', async () => {
  const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
});

test('the credentials replace an Authorization header of the caller or a middleware', async () => {
  const server = await serve(() => ONLY_PAGE);
  const setOther: Middleware = {
    onRequest: ({ request }) => {
      request.headers.set('Authorization', 'Basic mine');
    },
  };
  await connect(server.url, { middleware: [setOther] }).GET(CONNECTOR_PLUGINS_PATH, {
    headers: { Authorization: 'Basic theirs' },
  });
  expect(server.requests[0]?.headers.authorization).toBe(basic);
});

test('no middleware sees the credentials, not even later on a request that it keeps', async () => {
  const server = await serve(inTurn({ status: 503 }, faults.reset, ONLY_PAGE));
  const seen: unknown[] = [];
  const kept: Request[] = [];
  const look = ({ request }: { request: Request }): undefined => {
    seen.push(request.headers.get('Authorization'));
    kept.push(request);
  };
  const spy: Middleware = { onRequest: look, onResponse: look, onError: look };
  const confluent = connect(server.url, { middleware: [spy] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [spy] });
  expect(seen).toHaveLength(12);
  seen.push(...kept.map(({ headers }) => headers.get('Authorization')));
  expect(new Set(seen)).toEqual(new Set([null]));
});

test('a middleware of the call alone does not see the credentials', async () => {
  const server = await serve(() => ONLY_PAGE);
  const kept: Request[] = [];
  const keep: Middleware = { onRequest: ({ request }) => void kept.push(request) };
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { middleware: [keep] });
  expect(kept.map(({ headers }) => headers.get('Authorization'))).toEqual([null]);
  expect(server.requests[0]?.headers.authorization).toBe(basic);
});

test.each<[how: string, change: (url: string) => string]>([
  ['another port', (url) => url],
  ['another host name', (url) => url.replace('127.0.0.1', 'localhost')],
])('no credentials are sent when a middleware changes the URL to %s', async (_, change) => {
  const server = await serve(() => ONLY_PAGE);
  const other = await serve(() => ONLY_PAGE);
  const turn: Middleware = {
    onRequest: ({ request }) => new Request(change(other.url) + CONNECTOR_PLUGINS_PATH, request),
  };
  await connect(server.url, { middleware: [turn] }).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(0);
  expect(other.requests).toHaveLength(1);
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
});

test('no credentials are sent to a host whose name only begins like that of baseUrl', async () => {
  const sent: (string | null)[] = [];
  const turn: Middleware = {
    onRequest: ({ request }) => new Request('https://api.confluent.test.evil.test/', request),
  };
  const respond = ({ url, headers }: Request): Response => {
    sent.push(url, headers.get('Authorization'));
    return Response.json(ONLY_PAGE.body);
  };
  await connectToFetch(respond, { middleware: [turn] }).GET(CONNECTOR_PLUGINS_PATH);
  expect(sent).toEqual(['https://api.confluent.test.evil.test/', null]);
});

test('the credentials are sent when a middleware changes only the path', async () => {
  const server = await serve(() => ONLY_PAGE);
  const turn: Middleware = {
    onRequest: ({ request }) => new Request(`${server.url}/elsewhere`, request),
  };
  const confluent = connect(`${server.url}/prefix`, { middleware: [turn] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toMatchObject([
    { path: '/elsewhere', headers: { authorization: basic } },
  ]);
});

test('a token function is called before every attempt', async () => {
  const server = await serve(inTurn({ status: 503 }, faults.reset, ONLY_PAGE));
  let calls = 0;
  const confluent = createConfluentClient({
    accessToken: async () => {
      expect(server.requests).toHaveLength(calls);
      return Promise.resolve(`token-${++calls}`);
    },
    baseUrl: server.url,
    maxRetryDelayMs: 1,
  });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const sent = server.requests.map(({ headers }) => headers.authorization);
  expect(sent).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
});
