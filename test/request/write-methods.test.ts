/** The document has no operation that writes, so the tests add the methods to the client. */
import { Readable } from 'node:stream';
import type { ConfluentError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { NO_HOST, rejectionOf } from '../support/client.js';
import type { ClientOptions } from '../support/client.js';
import { importExtendedClient } from '../support/extended-client.js';
import { faults } from '../support/faults.js';
import { inTurn, serve } from '../support/serve.js';

const PATH = '/widgets';
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'] as const;
const init = { body: { display_name: 'x' } };

type Method = (typeof METHODS)[number];
type Client = Record<Method, (path: string, init?: object) => Promise<{ data: unknown }>>;

const connectExtended = await importExtendedClient(() => ({ methods: METHODS }));
const connect = (baseUrl: string, options?: ClientOptions): Client =>
  connectExtended(baseUrl, options) as Client;

test.each(['POST', 'PATCH'] as const)(
  '%s is retried after a 429 with the same body',
  async (method) => {
    const server = await serve(inTurn({ status: 429 }, { status: 201, body: { id: 'ccp-1' } }));
    expect((await connect(server.url)[method](PATH, init)).data).toEqual({ id: 'ccp-1' });
    expect(server.requests.map((request) => request.method)).toEqual([method, method]);
    expect(server.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      init.body,
      init.body,
    ]);
  },
);

test.each(['POST', 'PATCH'] as const)('%s is not retried after a network fault', async (method) => {
  for (const reply of [faults.reset, faults['cut-body']]) {
    const server = await serve(() => reply);
    const error = await rejectionOf(connect(server.url)[method](PATH, init));
    expect(error).toMatchObject({ retryable: false, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  }
});

test.each(['PUT', 'DELETE'] as const)('%s is retried like GET', async (method) => {
  const server = await serve(inTurn(faults.reset, { status: 503 }, { status: 204 }));
  expect((await connect(server.url)[method](PATH)).data).toBeUndefined();
  expect(server.requests).toHaveLength(3);
});

test.each([
  ['DELETE', 202],
  ['POST', 200],
  ['HEAD', 200],
] as const)('%s succeeds after a %i without a body', async (method, status) => {
  const server = await serve(() => ({ status }));
  expect((await connect(server.url)[method](PATH)).data).toBeUndefined();
});

const TRANSIENT = [408, 500, 502, 503, 504];
const LASTING = [301, 304, 400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 425, 501, 505, 511];

/** Returns the statuses after which a call is retried; 0 is a fetch that rejects. */
async function retriedStatuses(method: Method): Promise<number[]> {
  const retried: number[] = [];
  for (const status of [0, 429, ...TRANSIENT, ...LASTING]) {
    const fetch = async (): Promise<Response> => {
      if (status === 0) throw new TypeError('fetch failed');
      return Promise.resolve(new Response(null, { status }));
    };
    const confluent = connect(NO_HOST, { fetch, maxRetries: 1 });
    const error = (await rejectionOf(confluent[method](PATH))) as ConfluentError;
    expect(error.attempts).toBe(error.retryable ? 2 : 1);
    if (error.retryable) retried.push(status);
  }
  return retried;
}

test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'] as const)(
  '%s is retried after a network fault, a 429 and a transient status alone',
  async (method) => {
    expect(await retriedStatuses(method)).toEqual([0, 429, ...TRANSIENT]);
  },
);

test.each(['POST', 'PATCH'] as const)('%s is retried after a 429 alone', async (method) => {
  expect(await retriedStatuses(method)).toEqual([429]);
});

/** A stream is sent as it is, and can be read once. */
const streamInit = (body: unknown = new Blob(['abc']).stream()): object => ({
  body,
  bodySerializer: () => body,
  duplex: 'half',
});

async function* generateBody(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode('abc'));
}

test.each<[what: string, status: number, body: () => unknown]>([
  ['a stream', 429, () => undefined],
  ['a stream', 503, () => undefined],
  ['an async generator', 503, generateBody],
  ['a stream of Node', 503, () => Readable.from([Buffer.from('abc')])],
])('PUT with %s is not retried after a %i', async (_, status, createBody) => {
  const server = await serve(() => ({ status }));
  const error = await rejectionOf(connect(server.url).PUT(PATH, streamInit(createBody())));
  expect(error).toMatchObject({ status, attempts: 1, retryable: false });
  expect(server.requests.map(({ body }) => body)).toEqual(['abc']);
});

test('PUT with a stream is not sent with another token after a 401, but the next call is', async () => {
  const server = await serve(({ headers }) => ({
    status: headers.authorization === 'Bearer token-2' ? 200 : 401,
    body: {},
  }));
  let token = 'token-1';
  const options: object = {
    apiKey: undefined,
    apiSecret: undefined,
    accessToken: (refused?: string) => {
      if (refused === token) token = 'token-2';
      return token;
    },
  };
  const confluent = connect(server.url, options);
  const error = await rejectionOf(confluent.PUT(PATH, streamInit()));
  expect(error).toMatchObject({ status: 401, attempts: 1 });
  expect(server.requests.map(({ body }) => body)).toEqual(['abc']);
  await confluent.PUT(PATH, streamInit());
  expect(server.requests.map(({ body }) => body)).toEqual(['abc', 'abc']);
});
