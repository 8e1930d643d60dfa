import { ConfluentResponseError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Reply } from '../support/loopback-server.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const HTML = '<!doctype html>\n<html><body>403 Forbidden</body></html>';

async function errorOf(reply: Reply): Promise<ConfluentResponseError> {
  const server = await serve(() => reply);
  return failureOf(ConfluentResponseError, connect(server.url).GET(CONNECTOR_PLUGINS_PATH));
}

test.each<[what: string, reply: Reply & { body?: string; status?: number }]>([
  ['a 200 with HTML', { body: HTML, headers: { 'Content-Type': 'text/html' } }],
  ['a 200 without a body', {}],
  ['a 200 without a body and with Content-Length 0', { headers: { 'Content-Length': '0' } }],
  ['a 200 with half of a JSON', { body: '{"data":[' }],
  ['a 200 with text as JSON', { body: 'OK', headers: { 'Content-Type': 'application/json' } }],
  ['a 202 without a body', { status: 202 }],
])('%s is a ConfluentResponseError and is not retried', async (_, reply) => {
  const error = await errorOf(reply);
  expect(error).toMatchObject({ body: reply.body ?? '', attempts: 1, retryable: false });
  const problem = reply.body === undefined ? 'the body is empty' : 'the body is not JSON';
  const status = reply.status ?? 200;
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: ${status}, but ${problem}`);
});

test('a ConfluentResponseError has the first 8 KiB of the body, and the request id', async () => {
  const headers = { 'X-Request-Id': 'r-2' };
  const error = await errorOf({ body: 'ab'.repeat(10_000), headers });
  expect(error.body).toBe('ab'.repeat(4096));
  expect(error.requestId).toBe('r-2');
  expect(error.message).toMatch(/\(request r-2\)$/);
});

test('a 204 has no data and is no error', async () => {
  const server = await serve(() => ({ status: 204 }));
  const { data, response } = await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  expect(data).toBeUndefined();
  expect(response.status).toBe(204);
});

test('JSON is data under another content type or status', async () => {
  const body = JSON.stringify(ONLY_PAGE.body);
  const headers = { 'Content-Type': 'text/plain' };
  const server = await serve(inTurn({ body, headers }, { status: 203, body }));
  const confluent = connect(server.url);
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data).toEqual(ONLY_PAGE.body);
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data).toEqual(ONLY_PAGE.body);
});
