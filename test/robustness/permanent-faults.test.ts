/** Faults that no retry heals end a call at once. Those of TLS, proxies and redirects: test/network. */
import { ConfluentApiError, ConfluentConnectionError } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

type OnResponse = NonNullable<Middleware['onResponse']>;

test.each<[how: string, consume: OnResponse]>([
  [
    'response.json()',
    async ({ response }) => {
      await response.json();
    },
  ],
  [
    'response.text()',
    async ({ response }) => {
      await response.text();
    },
  ],
  [
    'a reader that it keeps',
    async ({ response }) => {
      await response.body?.getReader().read();
    },
  ],
])(
  'a middleware that reads the body by %s is told to clone it, after one request',
  async (_, consume) => {
    const server = await serve(() => ONLY_PAGE);
    const confluent = connect(server.url, { middleware: [{ onResponse: consume }] });
    const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toMatchObject({ attempts: 1, retryable: false });
    expect(error.message).toContain('clone');
    expect(server.requests).toHaveLength(1);
  },
);

test('a middleware that reads the body of a 503 does not prevent the retry', async () => {
  const server = await serve(inTurn({ status: 503, body: 'later' }, ONLY_PAGE));
  const onResponse: OnResponse = async ({ response }) => {
    if (!response.ok) await response.text();
  };
  await connect(server.url, { middleware: [{ onResponse }] }).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(2);
});

test('a middleware that reads the body of a 403 does not hide its status', async () => {
  const server = await serve(() => ({ status: 403, body: { errors: [{ detail: 'no' }] } }));
  const onResponse: OnResponse = async ({ response }) => {
    await response.json();
  };
  const call = connect(server.url, { middleware: [{ onResponse }] }).GET(CONNECTOR_PLUGINS_PATH);
  expect((await failureOf(ConfluentApiError, call)).status).toBe(403);
});

test.each<[what: string, baseUrl: string, middleware: Middleware[]]>([
  ['a port that fetch refuses', 'http://127.0.0.1:6667', []],
  [
    'a scheme that fetch does not know',
    'http://127.0.0.1',
    [{ onRequest: ({ request }) => new Request('gopher://127.0.0.1/', request) }],
  ],
])('a call to %s ends after one attempt', async (_, baseUrl, middleware) => {
  const call = connect(baseUrl, { middleware }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentConnectionError, call);
  expect(error).toMatchObject({ attempts: 1, retryable: false });
});
