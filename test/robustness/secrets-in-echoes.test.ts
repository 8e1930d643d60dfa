/** No error holds a secret, in whatever form a server or a fetch gives it back. */
import { inspect } from 'node:util';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { connect, connectToFetch, failureOf, rejectionOf } from '../support/client.js';
import {
  API_KEY,
  API_SECRET,
  BASIC_CREDENTIALS,
  CONNECTOR_PLUGINS_PATH,
} from '../support/constants.js';
import type { Reply } from '../support/loopback-server.js';
import { page } from '../support/pages.js';
import { credentialsIn, expectNoPartOfSecret, expectNoSecret } from '../support/secrets.js';
import { inTurn, serve } from '../support/serve.js';

const print = (value: unknown): string =>
  inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity });

async function errorAfter(reply: Reply): Promise<ConfluentApiError> {
  const server = await serve(() => reply);
  const call = connect(server.url, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  return failureOf(ConfluentApiError, call);
}

test('no rest of a secret stands in an error when the key is the start of the secret', async () => {
  const rest = 'the-rest-of-the-secret';
  const apiSecret = `${API_KEY}${rest}`;
  const server = await serve(() => ({ status: 400, body: { detail: `${apiSecret} ${API_KEY}` } }));
  const options = { apiKey: API_KEY, apiSecret, baseUrl: server.url };
  const call = createConfluentClient(options).GET(CONNECTOR_PLUGINS_PATH);
  expect(print(await failureOf(ConfluentApiError, call))).not.toContain(rest);
});

test.each<[form: string, of: (secret: string) => string]>([
  ['percent-encoded', encodeURIComponent],
  [
    'percent-encoded with small letters',
    (secret) => encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()),
  ],
  ['form-encoded', (secret) => new URLSearchParams({ secret }).toString().slice('secret='.length)],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
])('no error holds a secret that a server sends back %s', async (_, encode) => {
  const secrets = [API_SECRET, BASIC_CREDENTIALS].map(encode);
  const text = `You sent ${secrets.join(' and ')}.`;
  for (const body of [text, { errors: [{ detail: text }], [text]: text }]) {
    const error = await errorAfter({ status: 400, headers: { 'X-Echo': text }, body });
    for (const secret of secrets) expect(print(error)).not.toContain(secret.slice(0, -2));
  }
});

describe.each([400, 503])('a body of a %i', (status) => {
  test('shows no part of a secret that stands across its 8192nd character', async () => {
    for (const before of [10, 20, 50]) {
      const body = `${'x'.repeat(8192 - before)}${API_SECRET}${'y'.repeat(100)}`;
      expectNoPartOfSecret(print(await errorAfter({ status, body })));
    }
  });

  test('shows no part of a secret when it is full of secrets', async () => {
    // Only after 64 KiB are the secrets cut, and their places are short.
    const body = `${API_SECRET} `.repeat(2000);
    expectNoPartOfSecret(print(await errorAfter({ status, body })));
  });

  test('shows no part of a secret when it breaks off within the secret', async () => {
    const start = `{"detail":"${API_SECRET.slice(0, 30)}`;
    expectNoPartOfSecret(print(await errorAfter({ kind: 'cut-body', status, start })));
  });
});

test('the message shows no part of a secret that stands where the message is cut', async () => {
  for (const before of [10, 20, 50]) {
    const detail = `${'x'.repeat(300 - before)} ${API_SECRET}`;
    const error = await errorAfter({ status: 400, body: { errors: [{ detail }] } });
    expectNoPartOfSecret(error.message);
  }
});

test('walk.pageToken of an error shows no secret that the server gave as a page token', async () => {
  const next = `?page_token=${encodeURIComponent(API_SECRET)}`;
  const server = await serve(inTurn(page(['a'], next), { status: 400 }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 9 });
  const error = await failureOf(ConfluentError, walk);
  expect(error.walk).toMatchObject({ pages: 1, items: 1 });
  expectNoSecret(error);
  expectNoPartOfSecret(print(error));
});

test('no error shows a token of an earlier attempt of the same call', async () => {
  const tokens: string[] = [];
  const server = await serve(({ headers: { authorization } }) => {
    tokens.push(...credentialsIn(authorization));
    return { status: 503, body: { errors: [{ detail: `sent so far: ${tokens.join()}` }] } };
  });
  let count = 0;
  const confluent = createConfluentClient({
    accessToken: () => `token-of-attempt-${++count}`,
    baseUrl: server.url,
    maxRetries: 1,
    maxRetryDelayMs: 1,
  });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(tokens).toHaveLength(2);
  expect(print(error)).not.toContain('token-of-attempt');
});

/** A fault as HTTP libraries make them: the request is in places that only inspect() shows. */
function faultWith(request: Request): Error {
  const sent = request.headers.get('Authorization') ?? '';
  class Sent {
    readonly #header = sent;
    get header(): string {
      return this.#header;
    }
    [inspect.custom](): string {
      return this.#header;
    }
  }
  return Object.assign(new Error('failed'), {
    request,
    sent: new Sent(),
    bytes: Buffer.from(sent),
    headers: new Map([['authorization', sent]]),
  });
}

test('onError of a middleware gets a fault and a request without the credentials', async () => {
  const given: unknown[] = [];
  const onError: Middleware['onError'] = ({ error, request, options }) => {
    given.push(error, request, options);
  };
  const authorized: (string | null)[] = [];
  const fail = (request: Request): Response => {
    authorized.push(request.headers.get('Authorization'));
    throw faultWith(request);
  };
  const confluent = connectToFetch(fail, { maxRetries: 0, middleware: [{ onError }] });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(authorized).toEqual([`Basic ${BASIC_CREDENTIALS}`]);
  expect(given).toHaveLength(3);
  for (const value of [...given, error]) {
    expectNoSecret(value);
    expectNoPartOfSecret(print(value));
    expect(print(value)).not.toContain(Buffer.from(BASIC_CREDENTIALS).toString('hex').slice(0, 16));
  }
  expect(given[0]).toMatchObject({ message: 'failed' });
});

const throwing = (): never => {
  throw new Error('not now');
};

test.each<[what: string, fault: unknown]>([
  ['an object without a prototype', Object.create(null)],
  [
    'an error that holds one',
    Object.assign(new Error('failed'), { info: Object.create(null) as unknown }),
  ],
  [
    'an object whose properties all throw',
    new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing }),
  ],
  ['an error with a half-matched escape', new Error(`%E0%A4%A ${API_SECRET}% \\u00 \ud800`)],
  ['an error whose message is an object', Object.assign(new Error(), { message: { a: 1 } })],
  ['an error whose name is a symbol', Object.assign(new Error('failed'), { name: Symbol('x') })],
])('a fetch that throws %s gives a ConfluentConnectionError', async (_, fault) => {
  const fail = (): Response => {
    throw fault;
  };
  const middleware = [{ onError: () => undefined }];
  for (const options of [{}, { middleware }]) {
    const confluent = connectToFetch(fail, { maxRetries: 0, ...options });
    const error = await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toBeInstanceOf(ConfluentConnectionError);
    expectNoSecret(error);
  }
});
