import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

test('middleware runs at every attempt, that of the client before that of the call', async () => {
  const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
  const ran: string[] = [];
  const spy = (name: string): Middleware => ({
    onRequest: () => void ran.push(`${name} request`),
    onResponse: () => void ran.push(`${name} response`),
  });
  const confluent = connect(server.url, { middleware: [spy('client')] });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { middleware: [spy('call')] });
  const attempt = ['client request', 'call request', 'call response', 'client response'];
  expect(ran).toEqual([...attempt, ...attempt]);
});

test('middleware can change the headers that are sent', async () => {
  const server = await serve(() => ONLY_PAGE);
  const onRequest: Middleware['onRequest'] = ({ request }) => {
    request.headers.set('X-Trace', 'abc');
  };
  await connect(server.url, { middleware: [{ onRequest }] }).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests[0]?.headers['x-trace']).toBe('abc');
});

test('a response that onRequest returns is used without a request, good or bad', async () => {
  const server = await serve(() => ONLY_PAGE);
  const responses = [Response.json({ data: [] }), new Response('no', { status: 404 })];
  const onRequest = (): Response | undefined => responses.shift();
  const confluent = connect(server.url, { middleware: [{ onRequest }] });
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data).toEqual({ data: [] });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toMatchObject({ status: 404, errors: [{ detail: 'no' }] });
  expect(server.requests).toHaveLength(0);
});

test('a response that onError returns replaces a network fault', async () => {
  const server = await serve(() => faults.reset);
  const onError = (): Response => Response.json({ data: [] });
  const confluent = connect(server.url, { middleware: [{ onError }] });
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data).toEqual({ data: [] });
  expect(server.requests).toHaveLength(1);
});

test('a response that onResponse returns replaces that of the server, good or bad', async () => {
  const server = await serve(inTurn({ status: 404 }, ONLY_PAGE));
  const responses = [
    Response.json({ data: [] }),
    new Response('{"message":"no"}', { status: 403 }),
  ];
  const onResponse = (): Response | undefined => responses.shift();
  const confluent = connect(server.url, { middleware: [{ onResponse }] });
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data).toEqual({ data: [] });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toMatchObject({ status: 403, errors: [{ detail: 'no' }] });
});

test.each(['cut-error-body', 'huge-html'] as const)(
  'a middleware that copies the response does not change the error of %s',
  async (fault) => {
    const server = await serve(() => faults[fault]);
    const onResponse: Middleware['onResponse'] = ({ response }) =>
      new Response(response.body, response);
    const confluent = connect(server.url, { middleware: [{ onResponse }], maxRetries: 1 });
    const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toMatchObject({ attempts: 2, retryable: true });
    expect(JSON.stringify(error).length).toBeLessThan(20_000);
  },
);

test('a signal that a middleware gives to its Request ends that request', async () => {
  const server = await serve(() => faults.stall);
  const controller = new AbortController();
  const onRequest: Middleware['onRequest'] = ({ request }) =>
    new Request(request, { signal: controller.signal });
  const confluent = connect(server.url, { middleware: [{ onRequest }], maxRetries: 0 });
  const call = failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  await server.waitForRequests(1);
  controller.abort(new Error('not needed'));
  expect((await call).message).toContain('not needed');
  await server.requests[0]?.closed;
  expect(server.requests).toMatchObject([{ state: 'aborted' }]);
});

test('a request that a middleware makes anew ends with the time of the attempt', async () => {
  const server = await serve(() => faults.stall);
  const onRequest: Middleware['onRequest'] = ({ request }) => new Request(request.url);
  const options = { middleware: [{ onRequest }], maxRetries: 0, timeoutMs: 100 };
  const call = connect(server.url, options).GET(CONNECTOR_PLUGINS_PATH);
  await failureOf(ConfluentTimeoutError, call);
  await server.requests[0]?.closed;
  expect(server.requests).toMatchObject([{ state: 'aborted' }]);
});

test('middleware can read a clone of the response', async () => {
  const server = await serve(() => ONLY_PAGE);
  const read: unknown[] = [];
  const onResponse: Middleware['onResponse'] = async ({ response }) => {
    read.push(await response.clone().json());
  };
  const confluent = connect(server.url, { middleware: [{ onResponse }] });
  const { data } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(read).toEqual([ONLY_PAGE.body]);
  expect(data).toEqual(ONLY_PAGE.body);
});

test('middleware is told the path template, the method, the URL and that the body is a stream', async () => {
  const server = await serve(() => ONLY_PAGE);
  const seen: unknown[] = [];
  const onRequest: Middleware['onRequest'] = ({ schemaPath, request, options }) => {
    seen.push(schemaPath, request.method, new URL(request.url).pathname, options.parseAs);
  };
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  await connect(server.url, { middleware: [{ onRequest }] }).GET(VERSIONS_PATH, { params });
  expect(seen).toEqual([VERSIONS_PATH, 'GET', '/ccpm/v1/plugins/ccp-1/versions', 'stream']);
});

test('null and undefined in the middleware list of a call are skipped, as openapi-fetch does', async () => {
  const server = await serve(() => ONLY_PAGE);
  const setTrace: Middleware = {
    onRequest: ({ request }) => {
      request.headers.set('X-Trace', 'abc');
    },
  };
  const middleware = [null, setTrace, undefined] as Middleware[];
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { middleware });
  expect(server.requests[0]?.headers['x-trace']).toBe('abc');
});
