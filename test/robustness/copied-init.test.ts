/** What a caller hands over is copied: later changes by the caller change no request. */
import { createConfluentClient } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import type { ClientOptions } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { importExtendedClient } from '../support/extended-client.js';
import { linkedPages, ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { requestedQueries } from '../support/walks.js';

test('calls that share one init send what it held at the time of each call', async () => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = connect(server.url);
  const init = { params: { query: { cloud: '' } } };
  const calls = ['AWS', 'GCP', 'AZURE'].map(async (cloud) => {
    init.params.query.cloud = cloud;
    return confluent.GET(CONNECTOR_PLUGINS_PATH, init);
  });
  await Promise.all(calls);
  const clouds = requestedQueries(server).map(({ cloud }) => cloud);
  expect(clouds.sort()).toEqual(['AWS', 'AZURE', 'GCP']);
});

test.each([false, true])(
  'a walk keeps its parameters and headers when the loop changes the init, with prefetch %s',
  async (prefetch) => {
    const server = await serve(linkedPages(['a'], ['b'], ['c']));
    const init = { params: { query: { cloud: 'AWS' } }, headers: { 'X-Trace': '1' }, prefetch };
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
    init.params.query.cloud = 'before';
    for await (const { id } of walk) {
      init.params.query.cloud = id;
      init.headers['X-Trace'] = id;
    }
    expect(requestedQueries(server).map(({ cloud }) => cloud)).toEqual(['AWS', 'AWS', 'AWS']);
    expect(server.requests.map(({ headers }) => headers['x-trace'])).toEqual(['1', '1', '1']);
  },
);

test('a walk keeps arrays and objects without a prototype when the loop changes them', async () => {
  const server = await serve(linkedPages(['a'], ['b']));
  const inner = Object.assign(Object.create(null) as object, { name: 'first' });
  const query = { list: ['first'], inner };
  const init = { params: { query } as object };
  for await (const { id } of connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init)) {
    query.list.push(id);
    inner.name = id;
  }
  const sent = { list: 'first', 'inner[name]': 'first', page_size: '100' };
  expect(requestedQueries(server)).toEqual([sent, { ...sent, page_token: 't1' }]);
});

test('a path parameter that changes after its check is sent as it was checked', async () => {
  const server = await serve(() => ONLY_PAGE);
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  const confluent = createConfluentClient({
    accessToken: () => {
      params.path.plugin_id = '..';
      return 'a-token';
    },
    baseUrl: server.url,
  });
  await confluent.GET(VERSIONS_PATH, { params });
  await confluent
    .paginate(VERSIONS_PATH, { params: { ...params, path: { plugin_id: 'ccp-1' } } })
    .collect({ limit: 1 });
  const path = '/ccpm/v1/plugins/ccp-1/versions';
  expect(server.requests.map((request) => request.path)).toEqual([path, path]);
});

test('a retry sends the same query and headers as the first attempt', async () => {
  const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
  const headers = new Headers({ 'X-Trace': '1' });
  const init = {
    params: { query: { cloud: 'A/B' } },
    headers,
  };
  const confluent = connect(server.url, {
    onRetry: () => {
      init.params.query.cloud = 'changed';
      headers.set('X-Trace', 'changed');
    },
  });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, init);
  const [first, second] = server.requests;
  expect(first?.target).toContain('cloud=A%2FB');
  expect(second?.target).toBe(first?.target);
  expect(second?.headers['x-trace']).toBe('1');
});

test('a retry sends the same body as the first attempt', async () => {
  const server = await serve(inTurn({ status: 503 }, { status: 204 }));
  const connectExtended = await importExtendedClient(() => ({ methods: ['PUT'] }));
  const body = { name: 'first', tags: ['first'] };
  const options: ClientOptions = {
    onRetry: () => {
      body.name = 'changed';
      body.tags.push('changed');
    },
  };
  // The document has no operation that writes.
  const confluent = connectExtended(server.url, options) as {
    PUT: (path: string, init: object) => Promise<unknown>;
  };
  await confluent.PUT('/widgets', { body });
  const sent = JSON.stringify({ name: 'first', tags: ['first'] });
  expect(server.requests.map((request) => request.body)).toEqual([sent, sent]);
});
