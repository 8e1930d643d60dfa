import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { ALL_IDS, idsOf, THREE_PAGES } from '../support/walks.js';

test('a walk starts at the page of pageToken', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { pageToken: 't1' });
  expect(await idsOf(walk)).toEqual(['c', 'd', 'e']);
  expect(requestedTokens(server)).toEqual(['t1', 't2']);
});

test('pageToken is encoded so that the server decodes the same text', async () => {
  const server = await serve(() => page(['a']));
  const pageToken = 'a+b/c==%25&page_size=1#✓ ?';
  await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { pageToken }));
  expect(requestedTokens(server)).toEqual([pageToken]);
});

test('a walk starts at the first page when pageToken is undefined', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { pageToken: undefined });
  expect(await idsOf(walk)).toEqual(ALL_IDS);
  expect(requestedTokens(server)).toEqual([undefined, 't1', 't2']);
});

test.each(['', 7, true, null, {}])('paginate refuses the pageToken %j', async (pageToken) => {
  const server = await serve(linkedPages(['a']));
  const init = { pageToken } as { pageToken: string };
  const start = (): unknown => connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
  expect(start).toThrow(TypeError);
  expect(start).toThrow(/pageToken/);
});

test('paginate refuses page_token among the query parameters', async () => {
  const server = await serve(linkedPages(['a']));
  const confluent = connect(server.url);
  const params = { query: { page_token: 't1' } } as object;
  const start = (): unknown => confluent.paginate(CONNECTOR_PLUGINS_PATH, { params });
  expect(start).toThrow(TypeError);
  expect(start).toThrow(/pageToken.*page_token/);
  const query = { environment: 'env-1', page_token: 't1' };
  const versions = { path: { plugin_id: 'ccp-1' }, query } as never;
  expect(() => confluent.paginate(VERSIONS_PATH, { params: versions })).toThrow(TypeError);
});
