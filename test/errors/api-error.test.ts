import { ConfluentApiError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

async function errorOf(reply: Reply): Promise<ConfluentApiError> {
  const server = await serve(() => reply);
  const confluent = connect(server.url, { maxRetries: 0 });
  return failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
}

test('a ConfluentApiError has the facts of the response', async () => {
  const error = await errorOf({
    status: 429,
    headers: {
      'X-Request-Id': 'r-1',
      'Retry-After': '120',
      'X-RateLimit-Limit': '50',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': '7',
      'X-Other': 'there',
    },
    body: { errors: [{ detail: 'Exceeded rate limit' }] },
  });
  expect(error).toMatchObject({
    method: 'GET',
    path: CONNECTOR_PLUGINS_PATH,
    attempts: 1,
    requestId: 'r-1',
    retryable: true,
    status: 429,
    retryAfterMs: 120_000,
    rateLimit: { limit: 50, remaining: 0, resetMs: 7000 },
    body: { errors: [{ detail: 'Exceeded rate limit' }] },
  });
  expect(error.headers.get('x-other')).toBe('there');
  expect(error.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/connect\/v1\/custom-connector-plugins$/);
});

test('a ConfluentApiError has no property for a fact that the response does not have', async () => {
  const error = await errorOf({ status: 500 });
  for (const name of ['requestId', 'body', 'retryAfterMs', 'rateLimit', 'walk', 'cause']) {
    expect(name in error, name).toBe(false);
  }
  expect(error.errors).toStrictEqual([]);
});

test('the body of an error is the first 8 KiB of a text', async () => {
  const error = await errorOf({ status: 400, body: 'ab'.repeat(10_000) });
  expect(error.body).toBe('ab'.repeat(4096));
});

test('the body of an error is the parsed JSON, also of more than 8 KiB', async () => {
  const body = { errors: [{ detail: 'long' }], debug: 'x'.repeat(20_000) };
  expect((await errorOf({ status: 400, body })).body).toEqual(body);
});

test('an error body without an end is read to a bound and then cancelled', async () => {
  let pulled = 0;
  let isCancelled = false;
  const body = new ReadableStream({
    pull: (controller) => {
      pulled += 1;
      // A client that reads on and on fails here instead of hanging.
      if (pulled > 1000) controller.error(new Error('too much'));
      else controller.enqueue(new TextEncoder().encode('x'.repeat(1024)));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  const confluent = connectToFetch(() => new Response(body, { status: 502 }), { maxRetries: 0 });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.body).toBe('x'.repeat(8192));
  expect(pulled).toBeLessThan(500);
  expect(isCancelled).toBe(true);
});

test('an error body in chunks that cut characters is parsed', async () => {
  const errors = Array.from({ length: 100 }, (_, i) => ({ detail: `ünï ${i} ${'x'.repeat(99)}` }));
  const bytes = new TextEncoder().encode(JSON.stringify({ errors }));
  let at = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      controller.enqueue(bytes.subarray(at, (at += 7)));
      if (at >= bytes.length) controller.close();
    },
  });
  const confluent = connectToFetch(() => new Response(body, { status: 400 }));
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.errors).toEqual(errors);
});

test('a body that breaks off after a 500 leaves a retryable ConfluentApiError', async () => {
  const error = await errorOf(faults['cut-error-body']);
  expect(error).toMatchObject({ status: 500, retryable: true });
});

test('a body that is not encoded as its Content-Encoding says leaves a ConfluentApiError', async () => {
  const headers = { 'Content-Encoding': 'gzip' };
  const error = await errorOf({ status: 400, headers, body: 'not gzip' });
  expect(error).toMatchObject({ status: 400, errors: [] });
});

test.each([600, 999])(
  'the status %i, with which no Response can be made, is a ConfluentApiError',
  async (status) => {
    const bytes = `HTTP/1.1 ${status} Denied\r\nContent-Length: 2\r\n\r\nno`;
    const error = await errorOf({ kind: 'raw', bytes });
    expect(error).toMatchObject({ status, retryable: false });
  },
);
