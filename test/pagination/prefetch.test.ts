import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { linkedPages, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import { idsOf, until } from '../support/walks.js';

const PAGES = [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']] as const;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

expectNothingUnhandled();

test('the next page is requested while the current one is consumed', async () => {
  const server = await serve(linkedPages(...PAGES));
  const counts: string[] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  for await (const { id } of walk) {
    if (id === 'a') await server.waitForRequests(2);
    if (id === 'c') await server.waitForRequests(3);
    if (id === 'e') await server.waitForRequests(4);
    counts.push(`${id}${server.requests.length}`);
  }
  expect(counts).toEqual(['a2', 'b2', 'c3', 'd3', 'e4', 'f4', 'g4']);
  expect(requestedTokens(server)).toEqual([undefined, 't1', 't2', 't3']);
});

test('the next page is requested while a page of pages() is consumed', async () => {
  const server = await serve(linkedPages(...PAGES));
  const found: string[][] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  for await (const { items } of walk.pages()) {
    await server.waitForRequests(Math.min(found.length + 2, 4));
    found.push(items.map(({ id }) => id));
  }
  expect(found).toEqual(PAGES);
});

test('a prefetched page of versions is requested with all parameters', async () => {
  const server = await serve(linkedPages(['a'], ['b']));
  const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
  const walk = connect(server.url).paginate(VERSIONS_PATH, { params, prefetch: true });
  for await (const { id } of walk) if (id === 'a') await server.waitForRequests(2);
  expect(server.requests.map(({ target }) => target)).toEqual([
    '/ccpm/v1/plugins/ccp-1/versions?environment=env-1',
    '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t1',
  ]);
});

test('one page at most is prefetched', async () => {
  const server = await serve(linkedPages(...PAGES));
  const counts: number[] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  for await (const { id } of walk) {
    const expected = Math.min(Math.floor(IDS.indexOf(id) / 2) + 2, 4);
    await until(() => {
      const completed = server.requests.filter(({ state }) => state === 'completed');
      expect(completed).toHaveLength(expected);
    });
    await server.settle();
    counts.push(server.requests.length);
  }
  expect(counts).toEqual([2, 2, 3, 3, 4, 4, 4]);
});

test('nothing is prefetched after the last page', async () => {
  const server = await serve(linkedPages(['a', 'b']));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  for await (const { id } of walk) {
    expect(id).toBeDefined();
    await server.settle();
  }
  expect(server.requests).toHaveLength(1);
});

test('items come in order with prefetch when the server or the consumer is slow', async () => {
  const pages = linkedPages(...PAGES);
  const server = await serve(async (request, index) => {
    await new Promise((resolve) => setTimeout(resolve, 3 * index));
    return pages(request, index);
  });
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  expect(await idsOf(walk)).toEqual(IDS);
  const slowly: string[] = [];
  for await (const { id } of walk) {
    await server.settle();
    slowly.push(id);
  }
  expect(slowly).toEqual(IDS);
});

test('two iterations with prefetch at the same time are independent', async () => {
  const server = await serve(linkedPages(...PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  expect(await Promise.all([idsOf(walk), idsOf(walk)])).toEqual([IDS, IDS]);
  expect(server.requests).toHaveLength(8);
});

test('nothing is requested while a page is consumed without prefetch', async () => {
  const server = await serve(linkedPages(...PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: false });
  for await (const { id } of walk) {
    await server.settle();
    expect(server.requests).toHaveLength(Math.floor(IDS.indexOf(id) / 2) + 1);
  }
  expect.assertions(IDS.length);
});
