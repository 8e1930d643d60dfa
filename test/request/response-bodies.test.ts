/** Bodies at their limits, and those of a fetch that has no web streams, such as node-fetch. */
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import nodeFetch from 'node-fetch';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import type { ClientOptions } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

// The types of node-fetch and of the global fetch differ in details.
const send = nodeFetch as unknown as typeof fetch;

async function connectTo(
  replies: [Reply, ...Reply[]],
  options: ClientOptions = {},
): Promise<ConfluentClient> {
  const server = await serve(inTurn(...replies));
  return connect(server.url, { fetch: (request) => send(request.url, request), ...options });
}

test('a character of a body that two chunks share is read', async () => {
  const bytes = new TextEncoder().encode('{"data":["🔑"]}');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const { data } = await connectToFetch(() => new Response(body)).GET(CONNECTOR_PLUGINS_PATH);
  expect(data).toEqual({ data: ['🔑'] });
});

test('the body of an error is parsed if it has 64 KiB, and is a text if it has one byte more', async () => {
  const bodyOf = (bytes: number): string => `{"message":"${'.'.repeat(bytes - 14)}"}`;
  const server = await serve((_, index) => ({ status: 400, body: bodyOf(64 * 1024 + index) }));
  const confluent = connect(server.url);
  const whole = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(whole.body).toHaveProperty('message');
  const longer = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(longer.body).toBe(bodyOf(64 * 1024).slice(0, 8192));
});

test('the body of an error that never ends is cancelled', async () => {
  const chunk = new TextEncoder().encode('again '.repeat(1000));
  let isCancelled = false;
  const body = new ReadableStream({
    pull: (controller) => {
      controller.enqueue(chunk);
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  const confluent = connectToFetch(() => new Response(body, { status: 400 }));
  await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(isCancelled).toBe(true);
});

test('a page without a web stream is read, also one of 2 MB', async () => {
  const page = { data: [{ id: 'ccp-1', description: 'ü'.repeat(1_000_000) }] };
  const confluent = await connectTo([{ body: page }]);
  const { data, response } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(response.body).not.toHaveProperty('getReader');
  expect(data).toEqual(page);
});

test('the body of an error without a web stream is cut at 8 KiB', async () => {
  const confluent = await connectTo([{ status: 404, body: 'no such list '.repeat(10_000) }]);
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.status).toBe(404);
  expect(error.body).toBe('no such list '.repeat(1000).slice(0, 8192));
});

test('an error without a web stream whose body breaks off has its status and no body', async () => {
  const confluent = await connectTo([faults['cut-error-body']], { maxRetries: 1 });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toMatchObject({ status: 500, attempts: 2, errors: [] });
  expect(error).not.toHaveProperty('body');
});

test('a page without a web stream that breaks off is requested again', async () => {
  const confluent = await connectTo([faults['cut-body'], ONLY_PAGE]);
  const { data } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(data).toEqual(ONLY_PAGE.body);
});

test('a page without a web stream that breaks off each time is a connection error', async () => {
  const confluent = await connectTo([faults['cut-body']], { maxRetries: 1 });
  const call = confluent.GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentConnectionError, call);
  expect(error).toMatchObject({ attempts: 2, retryable: true });
});

test('a page without a web stream that never ends is a timeout', async () => {
  const confluent = await connectTo([faults['stall-body']], { timeoutMs: 100, maxRetries: 0 });
  await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
});
