import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { idsOf } from '../support/walks.js';

test('a walk goes on after an empty page that has a next page', async () => {
  const server = await serve(linkedPages([], ['a'], [], [], ['b'], []));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  expect(await idsOf(walk)).toEqual(['a', 'b']);
  expect(server.requests).toHaveLength(6);
});

test('pages() delivers empty pages', async () => {
  const server = await serve(linkedPages([], ['a'], []));
  const sizes: number[] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  for await (const { items } of walk.pages()) sizes.push(items.length);
  expect(sizes).toEqual([0, 1, 0]);
});

test('a page whose data is null is an empty page', async () => {
  const empty = { body: { metadata: { next: '?page_token=t1' }, data: null } };
  const server = await serve(inTurn(empty, page(['a'])));
  expect(await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH))).toEqual(['a']);
  expect(requestedTokens(server)).toEqual([undefined, 't1']);
});

test('the items of a page whose data is null are an empty array', async () => {
  const body = { metadata: {}, data: null };
  const server = await serve(() => ({ body }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  for await (const { items, data } of walk.pages()) {
    expect(items).toEqual([]);
    expect(data).toEqual(body);
  }
  expect.assertions(2);
});

test('an empty list is a walk without items after one request', async () => {
  const server = await serve(linkedPages([]));
  expect(await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH))).toEqual([]);
  expect(server.requests).toHaveLength(1);
});
