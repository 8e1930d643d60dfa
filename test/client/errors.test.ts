import { gzipSync } from 'node:zlib';
import * as exported from 'confluent-connect-plugins';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
  rateLimitOf,
} from 'confluent-connect-plugins';
import type { ApiErrorItem } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf, LIST, PLUGINS, VERSIONS } from './support/client.js';
import { inTurn, serve } from './support/server.js';
import type { FaultName, Reply } from './support/server.js';

const HTML = '<!doctype html>\n<html><body>403 Forbidden</body></html>';

async function apiError(reaction: Reply | FaultName): Promise<ConfluentApiError> {
  const server = await serve(() => reaction);
  const confluent = connect(server.url, { maxRetries: 0 });
  return failureOf(ConfluentApiError, confluent.GET(PLUGINS));
}

async function responseError(reaction: Reply | FaultName): Promise<ConfluentResponseError> {
  const server = await serve(() => reaction);
  return failureOf(ConfluentResponseError, connect(server.url).GET(PLUGINS));
}

describe('errors[]', () => {
  test.each<[shape: string, body: unknown, errors: ApiErrorItem[], told: string]>([
    [
      'errors[] in full',
      {
        errors: [
          {
            id: 'e-1',
            status: '400',
            code: 'invalid_filter',
            title: 'Invalid filter',
            detail: 'no such door',
            source: { parameter: 'num_doors' },
          },
          { id: 'e-2', detail: 'and another', source: { pointer: '/spec/doors' } },
        ],
      },
      [
        {
          id: 'e-1',
          code: 'invalid_filter',
          title: 'Invalid filter',
          detail: 'no such door',
          parameter: 'num_doors',
        },
        { id: 'e-2', detail: 'and another', pointer: '/spec/doors' },
      ],
      '400 invalid_filter: no such door (parameter num_doors)',
    ],
    [
      'errors[] with an empty source',
      { errors: [{ id: 'e', status: '404', code: 'not_found', detail: 'gone', source: {} }] },
      [{ id: 'e', code: 'not_found', detail: 'gone' }],
      '400 not_found: gone',
    ],
    [
      'errors[] with a pointer',
      { errors: [{ detail: 'too long', source: { pointer: '/display_name' } }] },
      [{ detail: 'too long', pointer: '/display_name' }],
      '400 Bad Request: too long (pointer /display_name)',
    ],
    [
      'errors[] with a title alone',
      { errors: [{ title: 'Unfit' }] },
      [{ title: 'Unfit' }],
      '400 Bad Request: Unfit',
    ],
    [
      'errors[] with message and details[]',
      { errors: [{ id: 'e', message: 'unfit', details: [{ a: 1 }], source: null }] },
      [{ id: 'e', detail: 'unfit' }],
      '400 Bad Request: unfit',
    ],
    [
      'errors[] with resolution',
      { errors: [{ code: 'quota', detail: 'too many', resolution: 'delete some' }] },
      [{ code: 'quota', detail: 'too many' }],
      '400 quota: too many',
    ],
    [
      'error_code',
      { error_code: 40301, message: 'not allowed' },
      [{ code: '40301', detail: 'not allowed' }],
      '400 40301: not allowed',
    ],
    [
      'code',
      { code: 400, message: 'malformed' },
      [{ code: '400', detail: 'malformed' }],
      '400 400: malformed',
    ],
    [
      'error',
      { error: { code: 403, message: 'invalid API key' } },
      [{ code: '403', detail: 'invalid API key' }],
      '400 403: invalid API key',
    ],
    [
      'status_code',
      { status_code: 401, message: 'who are you', type: 'unauthorized' },
      [{ code: '401', title: 'unauthorized', detail: 'who are you' }],
      '400 401: who are you',
    ],
    [
      'plain text',
      'no healthy\nupstream\n',
      [{ detail: 'no healthy\nupstream' }],
      '400 Bad Request: no healthy upstream',
    ],
    ['a JSON string', '"over quota"', [{ detail: 'over quota' }], '400 Bad Request: over quota'],
    ['HTML', HTML, [], '400 Bad Request'],
    ['XML', ' <?xml version="1.0"?><Error/>', [], '400 Bad Request'],
    ['nothing', undefined, [], '400 Bad Request'],
    ['blanks', ' \r\n ', [], '400 Bad Request'],
    ['null', 'null', [], '400 Bad Request'],
    ['a number', '42', [], '400 Bad Request'],
    ['true', 'true', [], '400 Bad Request'],
    ['an empty object', {}, [], '400 Bad Request'],
    ['an empty array', [], [], '400 Bad Request'],
    ['an array of errors', [{ detail: 'one' }, null], [{ detail: 'one' }], '400 Bad Request: one'],
    ['an empty errors[]', { errors: [] }, [], '400 Bad Request'],
    ['errors that are null', { errors: null }, [], '400 Bad Request'],
    [
      'errors[] of anything',
      { errors: [null, 7, [], {}, 'a text', { detail: 'an item' }, { detail: { deep: 1 } }] },
      [{ detail: 'a text' }, { detail: 'an item' }],
      '400 Bad Request: a text',
    ],
    [
      'fields of wrong kinds and blank ones',
      { errors: [{ id: null, code: '', title: ' ', detail: ['x'], source: 'query' }] },
      [],
      '400 Bad Request',
    ],
    [
      'gzip bytes without Content-Encoding',
      gzipSync('{"errors":[{"detail":"packed"}]}'),
      [],
      '400 Bad Request',
    ],
  ])('are read off %s', async (_, body, errors, told) => {
    const error = await apiError({ status: 400, body });
    expect(error.errors).toStrictEqual(errors);
    expect(error.message).toBe(`GET ${PLUGINS}: ${told}`);
  });

  test('are not guessed from JSON that was cut, which is a text', async () => {
    const cut = '{"errors":[{"detail":"half';
    const error = await apiError({ status: 400, body: cut });
    expect(error.body).toBe(cut);
    expect(error.errors).toStrictEqual([{ detail: cut }]);
  });

  test('are what came of a text whose end never came', async () => {
    const error = await apiError('cut-error-body');
    expect(error).toMatchObject({ status: 500, errors: [{ detail: '{"errors":' }] });
  });

  test('are read off JSON of a wrong or missing content type', async () => {
    const headers = { 'Content-Type': 'text/html' };
    const body = '{"errors":[{"detail":"typed wrong"}]}';
    expect((await apiError({ status: 400, headers, body })).errors).toStrictEqual([
      { detail: 'typed wrong' },
    ]);
    expect((await apiError({ status: 400, body })).errors).toStrictEqual([
      { detail: 'typed wrong' },
    ]);
  });
});

describe('the message', () => {
  test('names method, real path, status, problem, parameter and request id', async () => {
    const server = await serve(() => ({
      status: 400,
      headers: { 'X-Request-Id': '5e8f' },
      body: { errors: [{ code: 'invalid_filter', detail: 'no', source: { parameter: 'doors' } }] },
    }));
    const error = await failureOf(
      ConfluentApiError,
      connect(server.url).GET(VERSIONS, {
        params: { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } },
      }),
    );
    expect(error.message).toBe(
      'GET /ccpm/v1/plugins/ccp-1/versions: 400 invalid_filter: no (parameter doors, request 5e8f)',
    );
  });

  test('is one line of bounded length, whatever the server says', async () => {
    const detail = `one\r\ntwo\tthree\u0000\u001b[31mred\u2028four ${'x'.repeat(20_000)}`;
    const error = await apiError({ status: 400, body: { errors: [{ detail }] } });
    expect(error.message).toMatch(/: 400 Bad Request: one two three \[31mred four x+$/);
    expect(error.message).not.toMatch(/\p{Cc}|\u2028/u);
    expect(error.message.length).toBeLessThan(500);
    expect(error.errors).toStrictEqual([{ detail }]);
  });

  test('does without a status text, as HTTP/2 has none', async () => {
    const body = '{"errors":[{"detail":"boom"}]}';
    const confluent = connect('https://api.confluent.test', {
      fetch: async () => Promise.resolve(new Response(body, { status: 400 })),
    });
    const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    expect(error.message).toBe(`GET ${PLUGINS}: 400: boom`);
  });
});

describe('a ConfluentApiError', () => {
  test('tells what the answer told', async () => {
    const error = await apiError({
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
      path: PLUGINS,
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

  test('has no property for what the answer did not tell', async () => {
    const error = await apiError({ status: 500 });
    for (const name of ['requestId', 'body', 'retryAfterMs', 'rateLimit', 'walk', 'cause']) {
      expect(name in error, name).toBe(false);
    }
    expect(error.errors).toStrictEqual([]);
  });

  test('keeps the first 8 KiB of a text', async () => {
    const error = await apiError({ status: 400, body: 'ab'.repeat(10_000) });
    expect(error.body).toBe('ab'.repeat(4096));
  });

  test('keeps JSON parsed, also JSON of more than 8 KiB', async () => {
    const body = { errors: [{ detail: 'long' }], debug: 'x'.repeat(20_000) };
    expect((await apiError({ status: 400, body })).body).toEqual(body);
  });

  test('comes of a body without end, of which only a start is read', async () => {
    let pulled = 0;
    let isCancelled = false;
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        // A body that is read on and on fails here rather than for ever.
        if (pulled > 1000) controller.error(new Error('too much'));
        else controller.enqueue(new TextEncoder().encode('x'.repeat(1024)));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const fetch = async (): Promise<Response> =>
      Promise.resolve(new Response(body, { status: 502 }));
    const confluent = connect('https://api.confluent.test', { fetch, maxRetries: 0 });
    const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    expect(error.body).toBe('x'.repeat(8192));
    expect(pulled).toBeLessThan(500);
    expect(isCancelled).toBe(true);
  });

  test('keeps JSON of many chunks parsed, cut within characters too', async () => {
    const errors = Array.from({ length: 100 }, (_, i) => ({
      detail: `ünï ${i} ${'x'.repeat(99)}`,
    }));
    const bytes = new TextEncoder().encode(JSON.stringify({ errors }));
    let at = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(bytes.subarray(at, (at += 7)));
        if (at >= bytes.length) controller.close();
      },
    });
    const fetch = async (): Promise<Response> =>
      Promise.resolve(new Response(body, { status: 400 }));
    const confluent = connect('https://api.confluent.test', { fetch });
    expect((await failureOf(ConfluentApiError, confluent.GET(PLUGINS))).errors).toEqual(errors);
  });

  test('comes of a body that broke off, stalled, or lied about its encoding', async () => {
    expect(await apiError('cut-error-body')).toMatchObject({ status: 500, retryable: true });
    const stalled = await serve(() => 'stall-error-body');
    const confluent = connect(stalled.url, { maxRetries: 0, timeoutMs: 50 });
    expect(await failureOf(ConfluentApiError, confluent.GET(PLUGINS))).toMatchObject({
      status: 503,
    });
    const headers = { 'Content-Encoding': 'gzip' };
    expect(await apiError({ status: 400, headers, body: 'not gzip' })).toMatchObject({
      status: 400,
      errors: [],
    });
  });
});

describe('a 2xx that is not as promised', () => {
  test.each<[what: string, reaction: Reply | FaultName, body: string]>([
    ['HTML', { body: HTML, headers: { 'Content-Type': 'text/html' } }, HTML],
    ['nothing', 'empty', ''],
    ['nothing, its length told', { headers: { 'Content-Length': '0' } }, ''],
    ['half of a JSON', { body: '{"data":[' }, '{"data":['],
    ['text typed as JSON', { body: 'OK', headers: { 'Content-Type': 'application/json' } }, 'OK'],
    ['nothing in a 202', { status: 202 }, ''],
  ])('is a ConfluentResponseError, not retried: %s', async (_, reaction, body) => {
    const error = await responseError(reaction);
    expect(error).toMatchObject({ body, attempts: 1, retryable: false });
    expect(error.message).toMatch(/^GET \/connect\/v1\/custom-connector-plugins: 20\d, but .+$/);
  });

  test('keeps the first 8 KiB of its body, and the request id', async () => {
    const headers = { 'X-Request-Id': 'r-2' };
    const error = await responseError({ body: 'ab'.repeat(10_000), headers });
    expect(error.body).toBe('ab'.repeat(4096));
    expect(error.requestId).toBe('r-2');
    expect(error.message).toMatch(/\(request r-2\)$/);
  });

  test('is none if it is a 204, which has no data', async () => {
    const server = await serve(() => ({ status: 204 }));
    const { data, response } = await connect(server.url).GET(PLUGINS);
    expect(data).toBeUndefined();
    expect(response.status).toBe(204);
  });

  test('is none if JSON comes under another content type or status', async () => {
    const body = JSON.stringify(LIST.body);
    const server = await serve(
      inTurn({ body, headers: { 'Content-Type': 'text/plain' } }, { status: 203, body }),
    );
    const confluent = connect(server.url);
    expect((await confluent.GET(PLUGINS)).data).toEqual(LIST.body);
    expect((await confluent.GET(PLUGINS)).data).toEqual(LIST.body);
  });
});

describe('every error', () => {
  const cases: [
    name: string,
    type: new (...facts: never[]) => ConfluentError,
    FaultName | Reply,
  ][] = [
    ['ConfluentApiError', ConfluentApiError, { status: 400, body: 'no' }],
    ['ConfluentConnectionError', ConfluentConnectionError, 'reset'],
    ['ConfluentTimeoutError', ConfluentTimeoutError, 'stall'],
    ['ConfluentResponseError', ConfluentResponseError, 'html'],
  ];

  test.each(cases)('is named and classed: %s', async (name, type, reaction) => {
    const server = await serve(() => reaction);
    const confluent = connect(server.url, { maxRetries: 0, timeoutMs: 50 });
    // Only the stall needs the short time; any but the timeout may meet it on a busy machine.
    const patient = connect(server.url, { maxRetries: 0 });
    const error = await failureOf(type, (reaction === 'stall' ? confluent : patient).GET(PLUGINS));

    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ConfluentError);
    expect(error instanceof ConfluentConnectionError).toBe(/Connection|Timeout/.test(name));
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toMatch(new RegExp(`^${name}: GET `));
    expect(Object.keys(error)).not.toContain('name');

    const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;
    const { method, path, url, attempts, retryable, message } = error;
    expect(json).toMatchObject({ name, message, method, path, url, attempts, retryable });
    expect(json).not.toHaveProperty('headers');
    expect(json).not.toHaveProperty('stack');
    expect(error.toJSON()['name']).toBe(name);
  });

  test('carries what it alone has', async () => {
    const server = await serve(() => 'stall');
    const confluent = connect(server.url, { maxRetries: 0, timeoutMs: 50 });
    const error = await failureOf(ConfluentTimeoutError, confluent.GET(PLUGINS));
    expect(error.timeoutMs).toBe(50);
    expect(error.message).toMatch(/50 ms/);
    expect(error.toJSON()['timeoutMs']).toBe(50);
  });

  test('of a walk says so in its JSON', async () => {
    const server = await serve(() => ({ status: 400 }));
    const walk = connect(server.url).paginate(PLUGINS).collect({ limit: 1 });
    const error = await failureOf(ConfluentApiError, walk);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ walk: { pages: 0, items: 0 } });
  });
});

describe('rateLimitOf', () => {
  test.each<[headers: Record<string, string>, limits: object]>([
    [{}, {}],
    [
      { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '49', 'X-RateLimit-Reset': '1' },
      { limit: 50, remaining: 49, resetMs: 1000 },
    ],
    [{ 'X-RateLimit-Remaining': '0' }, { remaining: 0 }],
    [{ 'X-RateLimit-Limit': '-1', 'X-RateLimit-Remaining': 'NaN', 'X-RateLimit-Reset': '' }, {}],
    [{ 'X-RateLimit-Limit': '50, 100', 'X-RateLimit-Reset': '1e3' }, {}],
  ])('reads %j', async (headers, limits) => {
    const server = await serve(() => ({ ...LIST, headers }));
    const { response } = await connect(server.url).GET(PLUGINS);
    expect(rateLimitOf(response)).toStrictEqual(limits);
  });
});

test('the exported values are these', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ConfluentApiError',
    'ConfluentConnectionError',
    'ConfluentError',
    'ConfluentResponseError',
    'ConfluentTimeoutError',
    'createConfluentClient',
    'rateLimitOf',
  ]);
});
