/** Responses that break HTTP or the limits of Response become errors that tell what came. */
import { ConfluentApiError } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Reply } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

const FAILURE = '{"errors":[{"code":"odd","detail":"what came"}]}';

const statusLine = (line: string, body = FAILURE): Reply => ({
  kind: 'raw',
  bytes: Buffer.from(
    `HTTP/1.1 ${line}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  ),
});

const look: Middleware = { onResponse: () => undefined };

describe.each<[how: string, middleware: Middleware[]]>([
  ['without middleware', []],
  ['with a middleware', [look]],
])('%s', (_, middleware) => {
  test.each([
    ['a status beyond 599', '999 Request denied', 999],
    ['a status of 600', '600 Odd', 600],
    ['a reason phrase in UTF-8', '503 Nicht verfügbar – später', 503],
    ['a reason phrase with control characters', '503 Not\u0001 \u0007now', 503],
    ['no reason phrase', '503 ', 503],
    ['a reason phrase of 4 KB', `503 ${'x'.repeat(4096)}`, 503],
  ])('an error has status, errors and body of a response with %s', async (_, line, status) => {
    const server = await serve(() => statusLine(line));
    const call = connect(server.url, { maxRetries: 0, middleware }).GET(CONNECTOR_PLUGINS_PATH);
    const error = await failureOf(ConfluentApiError, call);
    expect(error).toMatchObject({ status, errors: [{ code: 'odd', detail: 'what came' }] });
    expect(error.body).toEqual(JSON.parse(FAILURE));
    expect(error.message).toMatch(/^[ -~]+$/);
    expect(error.message.length).toBeLessThan(500);
  });

  test('the message of a response without a reason phrase has its status alone before the detail', async () => {
    const server = await serve(() => statusLine('400 ', '{"errors":[{"detail":"what came"}]}'));
    const call = connect(server.url, { middleware }).GET(CONNECTOR_PLUGINS_PATH);
    const { message } = await failureOf(ConfluentApiError, call);
    expect(message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: 400: what came`);
  });

  test.each([
    ['arrays', '[', 'null', ']'],
    ['objects', '{"a":', 'null', '}'],
  ])(
    'an error has the status of a response whose body nests 5,000 %s',
    async (_, open, inner, close) => {
      const deep = open.repeat(5000) + inner + close.repeat(5000);
      const body = `{"errors":[{"detail":"what came","meta":${deep}}]}`;
      const server = await serve(() => ({ status: 400, body }));
      const call = connect(server.url, { middleware }).GET(CONNECTOR_PLUGINS_PATH);
      const error = await failureOf(ConfluentApiError, call);
      expect(error).toMatchObject({ status: 400, errors: [{ detail: 'what came' }] });
      const json = JSON.stringify(error);
      expect(json).toContain('(nested too deeply)');
      expect(json.length).toBeLessThan(1000);
    },
  );

  test('an error has the status and the start of a response whose body is one chunk of 16 MB', async () => {
    const text = `{"a":"${'ü'.repeat(8_000_000)}"}`;
    const chunk = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(chunk);
        controller.close();
      },
    });
    const confluent = connectToFetch(() => new Response(body, { status: 500 }), {
      maxRetries: 0,
      middleware,
    });
    const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error.status).toBe(500);
    // The whole body would have been parsed.
    expect(error.body).toBe(text.slice(0, 8192));
  });
});
