import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCall } from '../../src/call.js';
import type { Call } from '../../src/call.js';
import type { CallInit } from '../../src/attempt.js';
import { readOptions } from '../../src/settings.js';
import { connect, failureOf, LIST, PAIR, PLUGINS, rejectionOf } from './support/client.js';
import { inTurn, serve } from './support/server.js';

/** A fetch that nothing answers: it fails with the signal's own reason, at the very moment. */
const stall = async (request: Request): Promise<Response> =>
  new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => {
      reject(request.signal.reason as Error);
    });
  });

describe('a fetch that fails with the reason of the abort', () => {
  test.each([0, 4])('is the caller who aborted, with maxRetries %i', async (maxRetries) => {
    const controller = new AbortController();
    const { signal } = controller;
    const call = rejectionOf(
      connect('https://api.test', { fetch: stall, maxRetries }).GET(PLUGINS, { signal }),
    );
    await Promise.resolve();
    controller.abort(new Error('enough'));
    expect(await call).toBe(signal.reason);
  });

  test('is a timeout where timeoutMs is over', async () => {
    const confluent = connect('https://api.test', { fetch: stall, timeoutMs: 5, maxRetries: 0 });
    await failureOf(ConfluentTimeoutError, confluent.GET(PLUGINS));
  });

  test('is the network where nobody aborted', async () => {
    const fetch = async (): Promise<Response> =>
      Promise.reject(new DOMException('gone', 'AbortError'));
    const confluent = connect('https://api.test', { fetch, maxRetries: 0 });
    await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
  });
});

test('a fetch that minds no signal is not called for a token that comes too late', async () => {
  let sent = 0;
  let give: ((token: string) => void) | undefined;
  const token = new Promise<string>((resolve) => {
    give = resolve;
  });
  const confluent = createConfluentClient({
    accessToken: async () => token,
    fetch: async () => {
      sent += 1;
      return Promise.resolve(Response.json(LIST.body));
    },
    timeoutMs: 5,
    maxRetries: 0,
  });
  await failureOf(ConfluentTimeoutError, confluent.GET(PLUGINS));
  give?.('late');
  await new Promise((resolve) => setTimeout(resolve));
  expect(sent).toBe(0);
});

test.each([301, 302, 307, 308])(
  'a %i to another path of the same origin takes the credentials along',
  async (status) => {
    const server = await serve(inTurn({ status, headers: { Location: '/moved?cloud=AWS' } }, LIST));
    const { response } = await connect(server.url).GET(PLUGINS);
    expect(response.url).toBe(`${server.url}/moved?cloud=AWS`);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${PAIR}`,
      `Basic ${PAIR}`,
    ]);
  },
);

test.each([600, 999])(
  'a status of %i, which no Response can be made with, is told',
  async (status) => {
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.end(`HTTP/1.1 ${status} Denied\r\nContent-Length: 2\r\n\r\nno`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const call = connect(`http://127.0.0.1:${port}`).GET(PLUGINS);
    expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status, retryable: false });
  },
);

describe('a call that writes', () => {
  const PATH = '/connect/v1/custom-connector-plugins';
  const init: CallInit & { body: object } = { body: { display_name: 'x' } };

  function caller(baseUrl: string): Call {
    const credentials = { apiKey: 'key', apiSecret: 'secret' };
    return createCall(readOptions({ ...credentials, baseUrl, maxRetryDelayMs: 1 }));
  }

  test.each(['POST', 'PATCH'] as const)(
    '%s is repeated after a 429, its body with it',
    async (method) => {
      const sent: unknown[] = [];
      const server = await serve(inTurn({ status: 429 }, { status: 201, body: { id: 'ccp-1' } }));
      const call = createCall(
        readOptions({
          apiKey: 'key',
          apiSecret: 'secret',
          baseUrl: server.url,
          maxRetryDelayMs: 1,
          fetch: async (request) => {
            sent.push(await request.clone().json());
            return fetch(request);
          },
        }),
      );
      expect((await call(method, PATH, init)).data).toEqual({ id: 'ccp-1' });
      expect(server.requests.map((request) => request.method)).toEqual([method, method]);
      expect(sent).toEqual([init.body, init.body]);
    },
  );

  test.each(['POST', 'PATCH'] as const)('%s is sent once, all else failing', async (method) => {
    for (const reaction of ['reset', 'cut-body', { status: 503 }] as const) {
      const server = await serve(() => reaction);
      expect(await rejectionOf(caller(server.url)(method, PATH, init))).toMatchObject({
        retryable: false,
        attempts: 1,
      });
      expect(server.requests).toHaveLength(1);
    }
  });

  test.each(['PUT', 'DELETE'] as const)('%s is repeated like a read', async (method) => {
    const server = await serve(inTurn('reset', { status: 503 }, { status: 204 }));
    expect((await caller(server.url)(method, PATH)).data).toBeUndefined();
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['DELETE', 202],
    ['POST', 200],
    ['HEAD', 200],
  ] as const)('%s may be answered with a bare %i', async (method, status) => {
    const server = await serve(() => ({ status }));
    expect((await caller(server.url)(method, PATH)).data).toBeUndefined();
  });
});
