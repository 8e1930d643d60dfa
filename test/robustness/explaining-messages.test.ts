/** A message names the cause that explains a fault, and the host that responded. */
import { ConfluentApiError, ConfluentConnectionError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const tunnel = 'Proxy response (407) !== 200 when HTTP Tunneling';

test.each<[what: string, thrown: unknown, told: RegExp, not: RegExp]>([
  ['a Response', new Response('no', { status: 503 }), /503/, /\[object/],
  [
    'a cancelled request over the 407 of a proxy',
    new TypeError('fetch failed', {
      cause: new Error('Request was cancelled.', { cause: new Error(tunnel) }),
    }),
    /407/,
    /cancelled/,
  ],
  [
    'an AggregateError without a message',
    new TypeError('fetch failed', {
      cause: new AggregateError([new Error('connect ECONNREFUSED ::1:443')]),
    }),
    /ECONNREFUSED/,
    /AggregateError/,
  ],
  [
    'a code without a message',
    Object.assign(new Error(), { code: 'ENOTFOUND' }),
    /ENOTFOUND/,
    /: $/,
  ],
  ['an error without a message and a code', new RangeError(), /: RangeError$/, /undefined/],
  [
    'an error whose cause says nothing',
    new TypeError('cannot connect', { cause: { attempt: 1 } }),
    /cannot connect/,
    /object/,
  ],
  [
    'an error whose cause is a text',
    new TypeError('fetch failed', { cause: 'the cable is cut' }),
    /: the cable is cut$/,
    /fetch failed/,
  ],
  [
    'an error whose cause has a code alone',
    new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }),
    /: ENOTFOUND$/,
    /object/,
  ],
  ['an object without a message', { reason: 'x' }, /: fetch failed with object$/, /undefined/],
])('the message of a fetch that throws %s tells what happened', async (_, thrown, told, not) => {
  const fail = (): Response => {
    throw thrown;
  };
  const call = connectToFetch(fail, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  const { message } = await failureOf(ConfluentConnectionError, call);
  expect(message).toMatch(told);
  expect(message).not.toMatch(not);
});

test('the message of a refused connection to a name with several addresses says so', async () => {
  const server = await serve(() => ONLY_PAGE);
  await server.close();
  const baseUrl = server.url.replace('127.0.0.1', 'localhost');
  const call = connect(baseUrl, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  const { message } = await failureOf(ConfluentConnectionError, call);
  expect(message).toContain('ECONNREFUSED');
  expect(message).not.toContain('AggregateError');
});

test('the message after a redirect names the host that responded', async () => {
  const other = await serve(() => ({ status: 403 }));
  const server = await serve(() => ({ status: 307, headers: { Location: `${other.url}/login` } }));
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  const { message, url } = await failureOf(ConfluentApiError, call);
  expect(message).toContain(new URL(other.url).host);
  expect(url).toContain(server.url);
});

test('the message after a redirect names no host when the same host responded', async () => {
  const server = await serve(({ path }) =>
    path === '/moved' ? { status: 403 } : { status: 307, headers: { Location: '/moved' } },
  );
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  const { message } = await failureOf(ConfluentApiError, call);
  expect(message).not.toContain(new URL(server.url).host);
});
