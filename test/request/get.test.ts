import { expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

test('GET resolves to the data and the response', async () => {
  const headers = { 'X-Request-Id': 'r-1', 'X-RateLimit-Remaining': '4' };
  const server = await serve(() => ({ ...ONLY_PAGE, headers }));
  const result = await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  expect(Object.keys(result).sort()).toEqual(['data', 'response']);
  expect(result.data).toEqual(ONLY_PAGE.body);
  expect(result.response.status).toBe(200);
  expect(result.response.headers.get('x-request-id')).toBe('r-1');
  expect(server.requests).toMatchObject([{ method: 'GET', path: CONNECTOR_PLUGINS_PATH }]);
});

test('GET sends the query and the headers that it is given', async () => {
  const server = await serve(() => ONLY_PAGE);
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, {
    params: { query: { cloud: 'A&B=c d+é', page_size: 5, page_token: 'x+/=' } },
    headers: { 'X-Trace': 'abc' },
  });
  const [request] = server.requests;
  expect(Object.fromEntries(request?.query ?? [])).toEqual({
    cloud: 'A&B=c d+é',
    page_size: '5',
    page_token: 'x+/=',
  });
  expect(request?.headers['x-trace']).toBe('abc');
});

test('GET sends no query parameter whose value is undefined', async () => {
  const server = await serve(() => ONLY_PAGE);
  const params = { query: { cloud: undefined } } as object;
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { params });
  expect([...(server.requests[0]?.query ?? [])]).toEqual([]);
});

test('calls at the same time each get their own response', async () => {
  const server = await serve(({ query }) => ({ body: { data: [query.get('cloud')] } }));
  const confluent = connect(server.url);
  const clouds = Array.from({ length: 20 }, (_, i) => `cloud-${i}`);
  const results = await Promise.all(
    clouds.map(async (cloud) =>
      confluent.GET(CONNECTOR_PLUGINS_PATH, { params: { query: { cloud } } }),
    ),
  );
  expect(results.map(({ data }) => data.data)).toEqual(clouds.map((cloud) => [cloud]));
});

test('GET works with a frozen init, also when it retries', async () => {
  const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
  const freeze = <T extends object>(value: T): T => {
    for (const each of Object.values(value)) if (each instanceof Object) freeze(each as object);
    return Object.freeze(value);
  };
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  await connect(server.url).GET(VERSIONS_PATH, freeze({ params }));
  expect(server.requests).toHaveLength(2);
});

test('a call that fails leaves no unhandled rejection', async () => {
  const unhandled: unknown[] = [];
  const onRejection = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', onRejection);
  try {
    for (const name of ['reset', 'stall', 'stall-body', 'cut-body', 'stall-error-body'] as const) {
      const server = await serve(() => faults[name]);
      const confluent = connect(server.url, { timeoutMs: 20, maxRetries: 1 });
      await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
      await server.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', onRejection);
  }
});
