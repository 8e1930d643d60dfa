import { readFileSync } from 'node:fs';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { isRetryable } from '../../src/retry.js';
import { connect, failureOf, LIST, PLUGINS, VERSIONS } from './support/client.js';
import { faultNames, inTurn, serve } from './support/server.js';
import type { FaultName } from './support/server.js';

const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };

const calls: Record<string, (confluent: ConfluentClient) => Promise<unknown>> = {
  'GET plugins': (confluent) => confluent.GET(PLUGINS),
  'GET versions': (confluent) => confluent.GET(VERSIONS, { params }),
  'collect plugins': (confluent) => confluent.paginate(PLUGINS).collect({ limit: Infinity }),
  'the pages of versions': async (confluent) => {
    for await (const page of confluent.paginate(VERSIONS, { params }).pages()) return page;
    return undefined;
  },
};

type Expected = [type: typeof ConfluentApiError, isRetried: boolean, status?: number];

const connection: Expected = [ConfluentConnectionError as never, true];
const timeout: Expected = [ConfluentTimeoutError as never, true];
const response: Expected = [ConfluentResponseError as never, false];

const expected: Record<FaultName, Expected> = {
  reset: connection,
  stall: timeout,
  'stall-body': timeout,
  'stall-error-body': [ConfluentApiError, true, 503],
  'cut-body': connection,
  'cut-chunked-body': connection,
  'cut-error-body': [ConfluentApiError, true, 500],
  html: response,
  empty: response,
  'wrong-envelope': response,
  'huge-html': [ConfluentApiError, true, 502],
};

/** Each fault as docs/when-things-go-wrong.md has it. */
const inWords: Record<FaultName, string> = {
  reset: 'resets the connection before any answer',
  stall: 'never answers',
  'stall-body': 'stalls in the body of a 200',
  'stall-error-body': 'stalls in the body of a 503',
  'cut-body': 'cuts the body of a 200 short of its length',
  'cut-chunked-body': 'breaks off the body of a 200, sent in chunks',
  'cut-error-body': 'breaks off the body of a 500',
  html: 'answers 200 with HTML',
  empty: 'answers 200 with no body',
  'wrong-envelope': 'answers 200 with JSON that is no list, in a walk',
  'huge-html': 'answers 502 with megabytes of HTML',
};

test('the documented faults are these', () => {
  const documented = [
    ...readFileSync('docs/when-things-go-wrong.md', 'utf8').matchAll(
      /^\| (.+?) +\| `(\w+)` +\| (yes|no) +\|$/gm,
    ),
  ].map(([, ...cells]) => cells);
  expect(documented).toEqual(
    faultNames.map((fault) => {
      const [type, isRetried] = expected[fault];
      return [inWords[fault], type.name, isRetried ? 'yes' : 'no'];
    }),
  );
});

const isStall = (fault: FaultName): boolean => fault.startsWith('stall');

describe.each(Object.entries(calls))('%s', (name, call) => {
  const isWalk = !name.startsWith('GET');
  // A plain GET promises no envelope.
  const applicable = faultNames.filter((fault) => isWalk || fault !== 'wrong-envelope');

  test.each(applicable)('rejects, the server answering with %s', async (fault) => {
    const [type, isRetried, status] = expected[fault];
    const server = await serve(() => fault);
    const confluent = connect(server.url, {
      maxRetries: 2,
      ...(isStall(fault) && { timeoutMs: 50 }),
    });

    const error = await failureOf(type, call(confluent));

    expect(error.constructor).toBe(type);
    expect(error.name).toBe(type.name);
    expect(error).toBeInstanceOf(ConfluentError);
    expect(server.requests).toHaveLength(isRetried ? 3 : 1);
    expect(error.attempts).toBe(isRetried ? 3 : 1);
    expect(error.retryable).toBe(isRetried);
    expect(error.status).toBe(status);
    expect(error.method).toBe('GET');
    expect(error.path).toBe(name.includes('versions') ? VERSIONS : PLUGINS);
    expect(error.message).toMatch(/^GET \/c[a-z]+\/v1\/[^{}\n\r]+: .+$/);
    expect(error.message.length).toBeLessThan(500);
    expect(error.url).toContain(server.url);
    expect('walk' in error).toBe(isWalk);
  });

  test.each(applicable.filter((fault) => expected[fault][1]))(
    'succeeds, the server answering with %s once',
    async (fault) => {
      const server = await serve(inTurn(fault, LIST));
      const timeoutMs = isStall(fault) ? 100 : 30_000;
      await call(connect(server.url, { timeoutMs }));
      // A machine may be too busy for the short time.
      if (!isStall(fault)) expect(server.requests).toHaveLength(2);
      const [first, second] = server.requests.map(({ path, query }) => `${path}?${query}`);
      expect(second).toBe(first);
    },
  );
});

test('a refused connection is a connection error that says why', async () => {
  const server = await serve(() => LIST);
  await server.close();
  const error = await failureOf(
    ConfluentConnectionError,
    connect(server.url, { maxRetries: 1 }).GET(PLUGINS),
  );
  expect(error.message).toMatch(/ECONNREFUSED/);
  expect(error.attempts).toBe(2);
  expect(error.cause).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } });
});

test('TLS spoken to a server without it is a connection error', async () => {
  const server = await serve(() => LIST);
  const confluent = connect(server.url.replace('http:', 'https:'), { maxRetries: 0 });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
  expect(error.message).toMatch(/^GET \S+: no complete answer: .+$/);
});

test('a redirect to another path of the origin is followed', async () => {
  const server = await serve(({ path }) =>
    path === '/moved' ? LIST : { status: 307, headers: { Location: '/moved' } },
  );
  const { data } = await connect(server.url).GET(PLUGINS);
  expect(data.data).toEqual(LIST.body.data);
  expect(server.requests.map(({ path }) => path)).toEqual([PLUGINS, '/moved']);
});

test('a redirect that never ends is a connection error', async () => {
  const server = await serve(({ path }) => ({ status: 307, headers: { Location: path } }));
  const error = await failureOf(
    ConfluentConnectionError,
    connect(server.url, { maxRetries: 0 }).GET(PLUGINS),
  );
  expect(error.message).toMatch(/redirect/);
});

test('of megabytes of HTML, little is kept and nothing is told', async () => {
  const server = await serve(() => 'huge-html');
  const error = await failureOf(
    ConfluentApiError,
    connect(server.url, { maxRetries: 0 }).GET(PLUGINS),
  );
  expect(error.errors).toEqual([]);
  expect(error.body).toHaveLength(8192);
  expect(error.message).toBe(`GET ${PLUGINS}: 502 Bad Gateway`);
});

const UNSAFE = ['POST', 'PATCH'];
const SAFE = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const PASSING = [408, 500, 502, 503, 504];
const LASTING = [301, 304, 400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 425, 501, 505, 511];

describe('isRetryable', () => {
  test.each(SAFE)('%s is repeated where no answer came, and after passing trouble', (method) => {
    for (const status of [0, 200, 429, ...PASSING]) expect(isRetryable(method, status)).toBe(true);
    for (const status of LASTING) expect(isRetryable(method, status)).toBe(false);
  });

  test.each(UNSAFE)('%s is repeated after a 429 alone', (method) => {
    expect(isRetryable(method, 429)).toBe(true);
    for (const status of [0, 200, 201, ...PASSING, ...LASTING]) {
      expect(isRetryable(method, status)).toBe(false);
    }
  });
});
