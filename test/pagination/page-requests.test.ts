/** What a walk sends for each page. */
import { createConfluentClient } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { linkedPages } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { ALL_IDS, idsOf, requestedQueries, THREE_PAGES } from '../support/walks.js';

test('every page is requested with the same filters and the largest page size', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const query = { cloud: 'AWS', connector_type: 'SINK', content_format: 'ZIP' } as never;
  await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { params: { query } }));
  const same = { cloud: 'AWS', connector_type: 'SINK', content_format: 'ZIP', page_size: '100' };
  expect(requestedQueries(server)).toEqual([
    same,
    { ...same, page_token: 't1' },
    { ...same, page_token: 't2' },
  ]);
});

test('every page is requested with the page_size of the caller', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const params = { query: { page_size: 2 } };
  await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { params }));
  expect(requestedQueries(server)).toEqual([
    { page_size: '2' },
    { page_size: '2', page_token: 't1' },
    { page_size: '2', page_token: 't2' },
  ]);
});

test('the page size is the largest when page_size is undefined', async () => {
  const server = await serve(linkedPages(['a']));
  const params = { query: { page_size: undefined } } as object;
  await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { params }));
  expect(requestedQueries(server)).toEqual([{ page_size: '100' }]);
});

test('no page_size is sent for versions, which do not declare it', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  expect(await idsOf(connect(server.url).paginate(VERSIONS_PATH, { params }))).toEqual(ALL_IDS);
  expect(server.requests.map(({ target }) => target)).toEqual([
    '/ccpm/v1/plugins/ccp-1/versions?environment=env-1',
    '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t1',
    '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t2',
  ]);
});

test('every page is requested with the headers and the middleware of the caller', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const seen: string[] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, {
    headers: { 'X-Team': 'data' },
    middleware: [{ onRequest: ({ request }) => void seen.push(new URL(request.url).search) }],
  });
  expect(await idsOf(walk)).toEqual(ALL_IDS);
  expect(seen).toEqual([
    '?page_size=100',
    '?page_size=100&page_token=t1',
    '?page_size=100&page_token=t2',
  ]);
  expect(server.requests.map(({ headers }) => headers['x-team'])).toEqual(['data', 'data', 'data']);
});

test('every page is requested with a new access token', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  let count = 0;
  const accessToken = (): string => `token-${++count}`;
  const confluent = createConfluentClient({ accessToken, baseUrl: server.url });
  await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH));
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-3',
  ]);
});

test('a walk works with a frozen init', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const query = Object.freeze({ cloud: 'AWS' as const });
  const init = Object.freeze({ params: Object.freeze({ query }) });
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
  expect(await idsOf(walk)).toEqual(ALL_IDS);
});

test.each([
  '/connect/v1/custom-connector-plugins/{id}',
  '/connect/v1/custom-connector-plugins/',
  'connect/v1/custom-connector-plugins',
  '/ccpm/v1/plugins/ccp-1/versions',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  undefined,
])('paginate refuses the path %j, which is not a list', async (path) => {
  const server = await serve(linkedPages(['a']));
  const { paginate } = connect(server.url) as { paginate: (path: unknown) => unknown };
  expect(() => paginate(path)).toThrow(TypeError);
  expect(() => paginate(path)).toThrow(`${path} is not a list`);
  await server.settle();
  expect(server.requests).toEqual([]);
});
