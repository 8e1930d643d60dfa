/** What was checked is what is sent: path parameters and the origin of a request. */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const paramsWith = (
  plugin_id: unknown,
): { path: { plugin_id: string }; query: { environment: string } } => ({
  path: { plugin_id: plugin_id as string },
  query: { environment: 'env-1' },
});

/** Returns an object whose text is harmless at the first reading only. */
function changing(): object {
  let readings = 0;
  return { toString: () => (readings++ === 0 ? 'ccp-1' : '../../iam/v2/api-keys?x=') };
}

test.each<[kind: string, value: unknown]>([
  ['the object of a query string', { 'x/../../../../iam/v2/api-keys?owner=': 'u-1' }],
  ['an object without a prototype', Object.create(null)],
  ['an array', ['ccp-1']],
  ['an array of arrays', [['..'], ['x']]],
  ['a String object', new String('ccp-1')],
  ['an object with a changing text', changing()],
  ['a Date', new Date(0)],
  ['a function', () => 'ccp-1'],
  ['a symbol', Symbol('ccp-1')],
  ['a bigint', 1n],
])('a path parameter that is %s is refused by name before anything is sent', async (_, value) => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = createConfluentClient({
    accessToken: () => {
      throw new Error('The token was requested');
    },
    baseUrl: server.url,
  });
  const params = paramsWith(value);
  const error = await failureOf(TypeError, confluent.GET(VERSIONS_PATH, { params }));
  expect(error.message).toContain('plugin_id');
  const walk = confluent.paginate(VERSIONS_PATH, { params }).collect({ limit: 1 });
  expect((await failureOf(TypeError, walk)).message).toContain('plugin_id');
  expect(server.requests).toHaveLength(0);
});

test.each([
  [42, '42'],
  [true, 'true'],
  [-1.5, '-1.5'],
])('the path parameter %j is sent as its text', async (value, sent) => {
  const server = await serve(() => ONLY_PAGE);
  await connect(server.url).GET(VERSIONS_PATH, { params: paramsWith(value) });
  expect(server.requests[0]?.path).toBe(`/ccpm/v1/plugins/${sent}/versions`);
});

test('a path parameter with a getter is read once', async () => {
  const server = await serve(() => ONLY_PAGE);
  const values = ['ccp-1', '../../iam/v2/api-keys?x='];
  const params = paramsWith('');
  Object.defineProperty(params.path, 'plugin_id', { enumerable: true, get: () => values.shift() });
  await connect(server.url).GET(VERSIONS_PATH, { params });
  expect(server.requests[0]?.path).toBe('/ccpm/v1/plugins/ccp-1/versions');
});

test('a request that claims the origin of baseUrl gets no credentials at another origin', async () => {
  const server = await serve(() => ONLY_PAGE);
  const other = await serve(() => ONLY_PAGE);
  const claimed = server.url + CONNECTOR_PLUGINS_PATH;
  class ClaimingRequest extends Request {
    override get url(): string {
      return claimed;
    }
  }
  const turn: Middleware = { onRequest: () => new ClaimingRequest(other.url) };
  await connect(server.url, { middleware: [turn] }).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(0);
  expect(other.requests).toHaveLength(1);
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
});

class ElsewhereRequest extends Request {
  constructor(url: string, init: RequestInit) {
    super(`${url}/elsewhere`, init);
  }
}

test.each<[name: string, value: unknown]>([
  ['pathSerializer', () => '/elsewhere'],
  ['Request', ElsewhereRequest],
  ['fetch', async () => Promise.resolve(Response.error())],
  ['method', 'DELETE'],
  ['parseAs', 'blob'],
])('%s in the init of a call without types changes nothing', async (name, value) => {
  const server = await serve(() => ONLY_PAGE);
  const init = { params: paramsWith('ccp-1'), baseUrl: 'http://127.0.0.1:9', [name]: value };
  const { data } = await connect(server.url).GET(VERSIONS_PATH, init);
  expect(data).toEqual(ONLY_PAGE.body);
  expect(server.requests).toMatchObject([
    { method: 'GET', path: '/ccpm/v1/plugins/ccp-1/versions' },
  ]);
});
