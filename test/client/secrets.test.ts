import { inspect } from 'node:util';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentClient, RetryEvent } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../src/settings.js';
import { connect, failureOf, KEY, LIST, PAIR, PLUGINS, SECRET } from './support/client.js';
import { inTurn, serve } from './support/server.js';
import type { FaultName, Handler, Reply } from './support/server.js';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.c2lnbmF0dXJl_-x';
const SECRETS = { KEY, SECRET, PAIR, TOKEN };

/** Everything that a log could make of a value. */
function shown(value: unknown): string {
  const { stack, cause } = Object(value) as { stack?: unknown; cause?: unknown };
  return [
    String(value),
    stack,
    JSON.stringify(value),
    inspect(value),
    inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity }),
    ...(cause === undefined ? [] : [shown(cause)]),
  ].join('\n');
}

function expectSafe(value: unknown): void {
  const text = shown(value);
  const seen = Object.entries(SECRETS).flatMap(([name, secret]) => {
    const at = text.indexOf(secret);
    return at < 0 ? [] : [`${name}: ${text.slice(Math.max(0, at - 40), at + secret.length)}`];
  });
  expect(seen).toEqual([]);
}

const kinds: [kind: string, make: (baseUrl: string, options?: ClientOptions) => ConfluentClient][] =
  [
    ['an API key', connect],
    [
      'a token',
      (baseUrl, options) =>
        createConfluentClient({ accessToken: TOKEN, baseUrl, maxRetryDelayMs: 1, ...options }),
    ],
    [
      'a token function',
      (baseUrl, options) =>
        createConfluentClient({
          accessToken: () => TOKEN,
          baseUrl,
          maxRetryDelayMs: 1,
          ...options,
        }),
    ],
  ];

/** What was sent to authorize, and its parts: as a server may repeat them. */
function partsOf(authorization = ''): string[] {
  const sent = authorization.replace(/^\w+ /, '');
  return authorization.startsWith('Basic') ? [sent, ...atob(sent).split(':')] : [sent];
}

const echo =
  (reply: (said: string, parts: string[]) => Reply): Handler =>
  ({ headers: { authorization } }) => {
    const parts = partsOf(authorization);
    return reply(`you sent ${String(authorization)}: ${parts.join(' and ')}`, parts);
  };

describe.each(kinds)('of %s, nothing is seen', (_, make) => {
  test.each<[FaultName | Reply, typeof ConfluentApiError]>([
    [{ status: 401, body: { errors: [{ detail: 'no' }] } }, ConfluentApiError],
    ['reset', ConfluentConnectionError as never],
    ['cut-body', ConfluentConnectionError as never],
    ['stall', ConfluentTimeoutError as never],
    ['html', ConfluentResponseError as never],
  ])('on the error of %j, of a call or of a walk', async (reaction, type) => {
    const server = await serve(() => reaction);
    const timeoutMs = reaction === 'stall' ? 50 : 30_000;
    const confluent = make(server.url, { maxRetries: 0, timeoutMs });
    expectSafe(await failureOf(type, confluent.GET(PLUGINS)));
    expectSafe(await failureOf(type, confluent.paginate(PLUGINS).collect({ limit: 1 })));
  });

  test('on client, paginator, result, page and retry event', async () => {
    const server = await serve(inTurn({ status: 503 }, LIST));
    const events: RetryEvent[] = [];
    const confluent = make(server.url, { onRetry: (event) => void events.push(event) });
    expectSafe(confluent);
    expectSafe(confluent.GET);
    expectSafe(confluent.paginate);
    expectSafe(await confluent.GET(PLUGINS));
    expect(events).toHaveLength(1);
    expectSafe(events);
    const paginator = confluent.paginate(PLUGINS);
    expectSafe(paginator);
    for await (const page of paginator.pages()) expectSafe(page);
    expectSafe(await paginator.collect({ limit: 1 }));
    expectSafe(paginator[Symbol.asyncIterator]());
  });

  test.each<[where: string, reply: (said: string, parts: string[]) => Reply]>([
    ['a text', (said) => ({ status: 403, body: said })],
    ['a JSON detail', (said) => ({ status: 403, body: { errors: [{ detail: said }] } })],
    ['a JSON key', (said) => ({ status: 403, body: { [said]: { deep: [said] } } })],
    ['a code', (said, [part]) => ({ status: 403, body: { code: part, message: said } })],
    [
      'JSON with escaped slashes and signs',
      (said) => ({
        status: 403,
        body: JSON.stringify({ message: said })
          .replaceAll('/', '\\/')
          .replaceAll('=', '\\u003d')
          .replaceAll('.', '\\u002e'),
      }),
    ],
    ['a page', (said) => ({ status: 403, body: `<html>${said}</html>` })],
    ['a text cut at 8 KiB', (said) => ({ status: 403, body: `${'x'.repeat(8150)}${said}` })],
    ['a header', (said) => ({ status: 403, headers: { 'X-Debug': said } })],
    ['a cookie', (_, [part = '']) => ({ status: 403, headers: { 'Set-Cookie': `a=${part}` } })],
    ['the request id', (_, [part = '']) => ({ status: 403, headers: { 'X-Request-Id': part } })],
  ])('on the error of a server that repeats it in %s', async (_, reply) => {
    const server = await serve(echo(reply));
    const confluent = make(server.url, { maxRetries: 0 });
    expectSafe(await failureOf(ConfluentApiError, confluent.GET(PLUGINS)));
  });

  test.each<[where: string, reply: (said: string, parts: string[]) => Reply]>([
    ['a page', (said) => ({ body: `<html>${said}</html>` })],
    ['a page cut at 8 KiB', (said) => ({ body: `${'x'.repeat(8150)}${said}` })],
    ['half of a JSON', (said) => ({ body: `{"said": "${said}"` })],
    ['the request id', (_, [part = '']) => ({ body: '', headers: { 'X-Request-Id': part } })],
  ])('on the error of a server that repeats it in a 200 with %s', async (_, reply) => {
    const server = await serve(echo(reply));
    const confluent = make(server.url, { maxRetries: 0 });
    expectSafe(await failureOf(ConfluentResponseError, confluent.GET(PLUGINS)));
  });

  test('on the error of a walk whose answer repeats it in a wrong envelope', async () => {
    const server = await serve(echo((said) => ({ body: { data: said } })));
    const walk = make(server.url).paginate(PLUGINS).collect({ limit: 1 });
    expectSafe(await failureOf(ConfluentResponseError, walk));
  });

  test('on the error of a server that is redirected to with it', async () => {
    const server = await serve(({ path, headers: { authorization } }) =>
      path === '/back'
        ? { status: 400 }
        : {
            status: 307,
            headers: { Location: `/back?was=${partsOf(authorization).at(-1) ?? ''}` },
          },
    );
    expectSafe(await failureOf(ConfluentApiError, make(server.url).GET(PLUGINS)));
  });

  test.each<[how: string, Middleware]>([
    ['a clone', { onResponse: ({ response }) => response.clone() }],
    [
      'a new one',
      {
        onResponse: ({ response: { body, status, headers } }) =>
          new Response(body, { status, headers }),
      },
    ],
  ])('on the error where a middleware gives %s for the answer', async (_, each) => {
    const server = await serve(echo((said) => ({ status: 403, body: said })));
    const confluent = make(server.url, { maxRetries: 0, middleware: [each] });
    expectSafe(await failureOf(ConfluentApiError, confluent.GET(PLUGINS)));
  });

  const faults: [how: string, (request: Request, authorization: string) => unknown][] = [
    ['its message', (_, said) => new TypeError(`could not send ${said}`)],
    ['a text', (_, said) => `could not send ${said}`],
    ['its request', (request) => Object.assign(new Error('failed'), { request })],
    ['headers', ({ headers }) => Object.assign(new Error('failed'), { headers })],
    [
      'plain headers',
      ({ headers }) =>
        Object.assign(new Error('failed'), { config: { headers: Object.fromEntries(headers) } }),
    ],
    ['a map', ({ headers }) => Object.assign(new Error('failed'), { sent: new Map(headers) })],
    ['a set', (_, said) => Object.assign(new Error('failed'), { sent: new Set([said]) })],
    [
      'the headers of a class of its own',
      ({ headers }) => {
        class Sent {
          readonly #headers = headers;
          get headers(): Headers {
            return this.#headers;
          }
          [inspect.custom](): unknown {
            return Object.fromEntries(this.#headers);
          }
        }
        return Object.assign(new Error('failed'), { sent: new Sent() });
      },
    ],
    ['a symbol', (_, said) => Object.assign(new Error('failed'), { [Symbol('sent')]: said })],
    ['a key', (_, said) => Object.assign(new Error('failed'), { [said]: true })],
    [
      'what is not enumerable',
      (_, said) => Object.defineProperty(new Error('failed'), 'sent', { value: said }),
    ],
    ['its cause', (_, said) => new TypeError('fetch failed', { cause: new Error(said) })],
    ['one of its errors', (_, said) => new AggregateError([new Error(said)], 'failed')],
    [
      'what goes in circles',
      (request) => {
        const options = { request, self: {} };
        options.self = options;
        return Object.assign(new Error('failed'), { options });
      },
    ],
    ['no error', (request) => ({ toString: () => 'failed', request })],
    [
      'a long message, cut',
      (_, said) => new Error(`${'x'.repeat(300 - said.length + 8)} ${said} and more`),
    ],
  ];

  test.each(faults)('on the error where fetch fails with it in %s', async (_, fault) => {
    const confluent = make('https://api.confluent.test', {
      maxRetries: 0,
      fetch: (request) => {
        const authorization = request.headers.get('Authorization') ?? '';
        expect(authorization).not.toBe('');
        const said = [authorization, ...partsOf(authorization)].join(' ');
        throw fault(request, said);
      },
    });
    const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
    expectSafe(error);
    // Not by halves either.
    for (const secret of Object.values(SECRETS)) {
      expect(error.message).not.toContain(secret.slice(0, 12));
    }
    expect(error.message).toMatch(/fail|send|x{50}|\*\*\*/);
  });
});

test('a key that a caller puts into the query too is not seen on the error', async () => {
  const server = await serve(() => ({ status: 400 }));
  const params = { query: { cloud: KEY } };
  expectSafe(await failureOf(ConfluentApiError, connect(server.url).GET(PLUGINS, { params })));
});

test('a secret of digits alone does not spoil an answer that has the same number', async () => {
  const server = await serve(() => ({ status: 400, body: { code: 123456789, message: 'no' } }));
  const confluent = createConfluentClient({
    apiKey: KEY,
    apiSecret: '123456789',
    baseUrl: server.url,
  });
  const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
  expect(error.status).toBe(400);
  expect(error.errors[0]?.detail).toBe('no');
});

test('a cause says the same as what fetch failed with, causes of its own included', async () => {
  const why = Object.assign(new RangeError('why'), { code: 42 });
  const fault = Object.assign(new TypeError('failed', { cause: why }), { code: 'E1' });
  const fetch = async (): Promise<never> => Promise.reject(fault);
  const confluent = connect('https://api.confluent.test', { maxRetries: 0, fetch });
  const { cause } = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
  expect(cause).toBeInstanceOf(Error);
  expect(cause).toMatchObject({
    name: 'TypeError',
    message: 'failed',
    code: 'E1',
    cause: { name: 'RangeError', message: 'why', code: 42 },
  });
});

test('a cause that is its own cause is told, and ends', async () => {
  const fault = new Error('again');
  fault.cause = fault;
  const fetch = async (): Promise<never> => Promise.reject(fault);
  const confluent = connect('https://api.confluent.test', { maxRetries: 0, fetch });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
  expect(error.message).toContain('again');
});

test('a cause that cannot be read does not hide the error', async () => {
  const cause = Object.defineProperty(new Error('failed'), 'moody', {
    enumerable: true,
    get: () => {
      throw new Error('not now');
    },
  });
  const fetch = async (): Promise<never> => Promise.reject(cause);
  const confluent = connect('https://api.confluent.test', { maxRetries: 0, fetch });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
  expect(error.message).toMatch(/failed/);
});

describe('the credentials', () => {
  const basic = `Basic ${PAIR}`;

  test('are sent with every request, at every attempt', async () => {
    const server = await serve(inTurn({ status: 503 }, LIST));
    await connect(server.url).GET(PLUGINS);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
  });

  test('replace what caller and middleware set', async () => {
    const server = await serve(() => LIST);
    const setOwn: Middleware = {
      onRequest: ({ request }) => {
        request.headers.set('Authorization', 'Basic mine');
      },
    };
    await connect(server.url, { middleware: [setOwn] }).GET(PLUGINS, {
      headers: { Authorization: 'Basic theirs' },
    });
    expect(server.requests[0]?.headers.authorization).toBe(basic);
  });

  test('are seen by no middleware, at no time', async () => {
    const server = await serve(inTurn({ status: 503 }, 'reset', LIST));
    const seen: unknown[] = [];
    const look = ({ request }: { request: Request }): undefined => {
      seen.push(request.headers.get('Authorization'));
      held.push(request);
    };
    const held: Request[] = [];
    const spy: Middleware = { onRequest: look, onResponse: look, onError: look };
    await connect(server.url, { middleware: [spy] }).GET(PLUGINS, { middleware: [spy] });
    expect(seen).toHaveLength(12);
    seen.push(...held.map(({ headers }) => headers.get('Authorization')));
    expect(new Set(seen)).toEqual(new Set([null]));
  });

  test('are seen by no middleware of the call alone', async () => {
    const server = await serve(() => LIST);
    const held: Request[] = [];
    const hold: Middleware = { onRequest: ({ request }) => void held.push(request) };
    await connect(server.url).GET(PLUGINS, { middleware: [hold] });
    expect(held.map(({ headers }) => headers.get('Authorization'))).toEqual([null]);
    expect(server.requests[0]?.headers.authorization).toBe(basic);
  });

  test.each<[how: string, (url: string) => string]>([
    ['another port', (url) => url],
    ['another host name', (url) => url.replace('127.0.0.1', 'localhost')],
  ])('are not sent where a middleware turns the request to %s', async (_, change) => {
    const server = await serve(() => LIST);
    const other = await serve(() => LIST);
    const turn: Middleware = {
      onRequest: ({ request }) => new Request(change(other.url) + PLUGINS, request),
    };
    await connect(server.url, { middleware: [turn] }).GET(PLUGINS);
    expect(server.requests).toHaveLength(0);
    expect(other.requests).toHaveLength(1);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('are not sent to a host whose name only begins like ours', async () => {
    const sent: (string | null)[] = [];
    const turn: Middleware = {
      onRequest: ({ request }) => new Request('https://api.confluent.test.evil.test/', request),
    };
    await connect('https://api.confluent.test', {
      middleware: [turn],
      fetch: async ({ url, headers }) => {
        sent.push(url, headers.get('Authorization'));
        return Promise.resolve(Response.json(LIST.body));
      },
    }).GET(PLUGINS);
    expect(sent).toEqual(['https://api.confluent.test.evil.test/', null]);
  });

  test('are sent where a middleware stays at the origin', async () => {
    const server = await serve(() => LIST);
    const turn: Middleware = {
      onRequest: ({ request }) => new Request(`${server.url}/elsewhere`, request),
    };
    await connect(`${server.url}/prefix`, { middleware: [turn] }).GET(PLUGINS);
    expect(server.requests).toMatchObject([
      { path: '/elsewhere', headers: { authorization: basic } },
    ]);
  });

  test.each([301, 302, 303, 307, 308])(
    'do not go along with a %i to another origin',
    async (status) => {
      const other = await serve(() => LIST);
      const server = await serve(() => ({ status, headers: { Location: `${other.url}/x` } }));
      await connect(server.url).GET(PLUGINS);
      expect(server.requests[0]?.headers.authorization).toBe(basic);
      expect(other.requests).toHaveLength(1);
      expect(other.requests[0]?.headers.authorization).toBeUndefined();
    },
  );

  test('are asked of the token function before every attempt, also if it is async', async () => {
    const server = await serve(inTurn({ status: 503 }, 'reset', LIST));
    let asked = 0;
    const confluent = createConfluentClient({
      accessToken: async () => {
        expect(server.requests).toHaveLength(asked);
        return Promise.resolve(`token-${++asked}`);
      },
      baseUrl: server.url,
      maxRetryDelayMs: 1,
    });
    await confluent.GET(PLUGINS);
    const sent = server.requests.map(({ headers }) => headers.authorization);
    expect(sent).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });

  test('of a token function that cannot be sent are told of without them', async () => {
    const server = await serve(() => LIST);
    for (const bad of [`${TOKEN}\n`, `${TOKEN} x`, `${TOKEN}é`, '', undefined, 42]) {
      const confluent = createConfluentClient({
        accessToken: () => bad as string,
        baseUrl: server.url,
      });
      expectSafe(await failureOf(TypeError, confluent.GET(PLUGINS)));
    }
    expect(server.requests).toHaveLength(0);
  });
});
