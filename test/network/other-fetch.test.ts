import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { fetch as crossFetch } from 'cross-fetch';
import nodeFetch from 'node-fetch';
import { fetch as undiciFetch } from 'undici';
import { describe, expect, test } from 'vitest';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { startServer } from '../support/loopback-server.js';
import type { Handler, LoopbackServer } from '../support/loopback-server.js';
import { linkedPages } from '../support/pages.js';
import { createClientWithCrossFetch } from './recipes/with-cross-fetch.js';
import { createClientWithNodeFetch } from './recipes/with-node-fetch.js';
import { createClientWithUndiciFetch } from './recipes/with-undici.js';
import { untilTestEnds, useEnvironmentOf } from './support/client.js';

const NOT_FOUND = {
  status: 404,
  body: { errors: [{ status: '404', code: 'not_found', detail: 'There is no such list' }] },
};

async function serve(handler: Handler): Promise<LoopbackServer> {
  const server = await untilTestEnds(startServer(handler));
  useEnvironmentOf(server.url);
  return server;
}

const recipes: Record<string, () => ConfluentClient> = {
  undici: createClientWithUndiciFetch,
  'node-fetch': createClientWithNodeFetch,
  'cross-fetch': createClientWithCrossFetch,
};

describe.each(Object.entries(recipes))("a client with %s's own fetch", (_, createClient) => {
  test('walks through pages, with credentials and User-Agent', async () => {
    const server = await serve(linkedPages(['ccp-1', 'ccp-2'], ['ccp-3']));
    const { items } = await createClient()
      .paginate(CONNECTOR_PLUGINS_PATH)
      .collect({ limit: Infinity });
    expect(items.map(({ id }) => id)).toEqual(['ccp-1', 'ccp-2', 'ccp-3']);
    for (const { headers } of server.requests) {
      expect(headers.authorization).toBe(`Basic ${BASIC_CREDENTIALS}`);
      expect(headers['user-agent']).toContain('confluent-connect-plugins/');
    }
  });

  test('reads the body of a failed response', async () => {
    await serve(() => NOT_FOUND);
    const error = await rejectionOf(createClient().GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toBeInstanceOf(ConfluentApiError);
    expect(error).toMatchObject({
      status: 404,
      errors: [{ code: 'not_found', detail: 'There is no such list' }],
      body: NOT_FOUND.body,
    });
  });

  test('retries after a response that breaks off', async () => {
    const list = linkedPages(['ccp-1']);
    const server = await serve((request, index) =>
      index === 0 ? faults['cut-chunked-body'] : list(request, index),
    );
    const { data } = await createClient().GET(CONNECTOR_PLUGINS_PATH);
    expect(data.data).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  test.each(['stall', 'stall-body', 'stall-error-body'] as const)(
    'ends with the reason of an abort, and cancels the request, after the fault %s',
    async (fault) => {
      const server = await serve(() => faults[fault]);
      const controller = new AbortController();
      const reason = new Error('not needed any more');
      const call = rejectionOf(
        createClient().GET(CONNECTOR_PLUGINS_PATH, { signal: controller.signal }),
      );
      await server.waitForRequests(1);
      // Let the headers of the response arrive.
      await server.settle();
      controller.abort(reason);
      expect(await call).toBe(reason);
      await server.requests[0]?.closed;
      expect(server.requests.map(({ state }) => state)).toEqual(['aborted']);
    },
  );
});

test('cross-fetch does not notice a body that ends before its Content-Length, so that the call times out', async () => {
  const server = await serve(() => faults['cut-body']);
  const confluent = createConfluentClient({
    fetch: (request) => crossFetch(request.url, request),
    timeoutMs: 300,
    maxRetries: 0,
  });
  const error = await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toBeInstanceOf(ConfluentTimeoutError);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['undici', undiciFetch],
  ['node-fetch', nodeFetch],
])(
  '%s given without the adapter ends a call at once, and the message has the adapter',
  async (_, other) => {
    const server = await serve(() => NOT_FOUND);
    const confluent = createConfluentClient({
      // The compiler refuses it too.
      fetch: other as unknown as typeof fetch,
    });
    const error = await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toBeInstanceOf(ConfluentConnectionError);
    expect(error).toMatchObject({ attempts: 1, retryable: false });
    expect(String(error)).toContain('(use fetch: (request) => fetch(request.url, request))');
    expect(server.requests).toEqual([]);
  },
);

async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('The call succeeded');
    },
    (error: unknown) => error,
  );
}
