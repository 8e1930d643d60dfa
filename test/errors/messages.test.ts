import { ConfluentApiError } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCharacter } from '../support/arbitraries.js';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { serve } from '../support/serve.js';

test('a message names method, path, status, problem, parameter and request id', async () => {
  const server = await serve(() => ({
    status: 400,
    headers: { 'X-Request-Id': '5e8f' },
    body: { errors: [{ code: 'invalid_filter', detail: 'no', source: { parameter: 'doors' } }] },
  }));
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  const call = connect(server.url).GET(VERSIONS_PATH, { params });
  const error = await failureOf(ConfluentApiError, call);
  expect(error.message).toBe(
    'GET /ccpm/v1/plugins/ccp-1/versions: 400 invalid_filter: no (parameter doors, request 5e8f)',
  );
});

test('a message is one line of bounded length when the detail is long and has line breaks', async () => {
  const detail = `one\r\ntwo\tthree\u0000\u001b[31mred\u2028four ${'x'.repeat(20_000)}`;
  const body = { errors: [{ detail }] };
  const server = await serve(() => ({ status: 400, body }));
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error.message).toMatch(/: 400 Bad Request: one two three \[31mred four x+$/);
  expect(error.message).not.toMatch(/\p{Cc}|\u2028/u);
  expect(error.message.length).toBeLessThan(500);
  expect(error.errors).toStrictEqual([{ detail }]);
});

test('a message with any detail is one line of visible characters', async () => {
  let body: unknown;
  const confluent = connectToFetch(() => Response.json(body, { status: 400 }));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 500 }), async (detail) => {
      body = { errors: [{ detail: `${detail}.` }] };
      const call = confluent.GET(CONNECTOR_PLUGINS_PATH);
      const { message } = await failureOf(ConfluentApiError, call);
      const head = `GET ${CONNECTOR_PLUGINS_PATH}: 400`;
      expect(message.startsWith(head)).toBe(true);
      expect(message.length).toBeLessThanOrEqual(head.length + 2 + 300);
      expect(message).toBe(message.trim());
      expect(message.replaceAll(' ', '')).not.toMatch(/[\s\p{C}]/u);
    }),
    { numRuns: 60 },
  );
});

test('a message has no status text when the response has none, as in HTTP/2', async () => {
  const body = '{"errors":[{"detail":"boom"}]}';
  const confluent = connectToFetch(() => new Response(body, { status: 400 }));
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: 400: boom`);
});

test('a message of a 502 with megabytes of HTML has the status alone', async () => {
  const body = `<html>${'<p>Bad gateway</p>'.repeat(60_000)}`;
  const server = await serve(() => ({ status: 502, body }));
  const call = connect(server.url, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error.errors).toEqual([]);
  expect(error.body).toHaveLength(8192);
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: 502 Bad Gateway`);
});
