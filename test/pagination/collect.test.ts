import { ConfluentApiError } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';

const PAGES = [
  ['a', 'b'],
  ['c', 'd'],
  ['e', 'f', 'g'],
] as const;

describe.each([false, true])('collect with prefetch %s', (prefetch) => {
  test.each([
    { limit: 1, requests: 1, items: 'a', hasMore: true },
    { limit: 2, requests: 1, items: 'ab', hasMore: true },
    { limit: 3, requests: 2, items: 'abc', hasMore: true },
    { limit: 4, requests: 2, items: 'abcd', hasMore: true },
    { limit: 5, requests: 3, items: 'abcde', hasMore: true },
    { limit: 6, requests: 3, items: 'abcdef', hasMore: true },
    { limit: 7, requests: 3, items: 'abcdefg', hasMore: false },
    { limit: 8, requests: 3, items: 'abcdefg', hasMore: false },
    { limit: 2 ** 53, requests: 3, items: 'abcdefg', hasMore: false },
    { limit: Infinity, requests: 3, items: 'abcdefg', hasMore: false },
  ])('gives $items for the limit $limit after $requests requests', async (expected) => {
    const server = await serve(linkedPages(...PAGES));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { items, hasMore } = await walk.collect({ limit: expected.limit });
    await server.settle();
    expect(items.map(({ id }) => id).join('')).toBe(expected.items);
    expect(hasMore).toBe(expected.hasMore);
    expect(server.requests.every(({ state }) => state === 'completed')).toBe(true);
    expect(requestedTokens(server)).toEqual([undefined, 't1', 't2'].slice(0, expected.requests));
  });

  test('goes on after empty pages, and requests no page after the last item', async () => {
    const server = await serve(linkedPages([], ['a'], [], ['b'], [], []));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const items = [{ id: 'a' }, { id: 'b' }];
    expect(await walk.collect({ limit: 2 })).toEqual({ items, hasMore: true });
    await server.settle();
    expect(server.requests).toHaveLength(4);
    expect(await walk.collect({ limit: 3 })).toEqual({ items, hasMore: false });
    expect(server.requests).toHaveLength(4 + 6);
  });

  test('gives no items of an empty list', async () => {
    const server = await serve(linkedPages([]));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    expect(await walk.collect({ limit: 1 })).toEqual({ items: [], hasMore: false });
  });

  test('starts at pageToken', async () => {
    const server = await serve(linkedPages(...PAGES));
    const init = { prefetch, pageToken: 't2' };
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
    expect(await walk.collect({ limit: 2 })).toEqual({
      items: [{ id: 'e' }, { id: 'f' }],
      hasMore: true,
    });
    expect(requestedTokens(server)).toEqual(['t2']);
  });

  test('rejects with an error that has the position in the walk', async () => {
    const server = await serve(({ query }) =>
      query.has('page_token') ? { status: 403 } : page(['a', 'b'], '?page_token=t1'),
    );
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const error = await failureOf(ConfluentApiError, walk.collect({ limit: 3 }));
    expect(error).toMatchObject({ status: 403, walk: { pageToken: 't1', pages: 1, items: 2 } });
    expect(await walk.collect({ limit: 2 })).toMatchObject({ hasMore: true });
  });

  test('rejects with the reason when the signal aborts', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const server = await serve(({ query }) => {
      if (!query.has('page_token')) return page(['a'], '?page_token=t1');
      controller.abort(reason);
      return faults.stall;
    });
    const { signal } = controller;
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    expect(await rejectionOf(walk.collect({ limit: 3 }))).toBe(reason);
  });
});

test.each([0, -0, -1, 0.5, 1.5, NaN, -Infinity, '5', '', null, true, [5], {}])(
  'collect refuses the limit %o before it sends a request',
  async (limit) => {
    const server = await serve(linkedPages(...PAGES));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
    const error = await failureOf(RangeError, walk.collect({ limit: limit as number }));
    expect(error.message).toMatch(/^limit must be/);
    await server.settle();
    expect(server.requests).toEqual([]);
  },
);

test('collect refuses to run without a limit', async () => {
  const server = await serve(linkedPages(...PAGES));
  // The types require the limit.
  const { collect } = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH) as unknown as {
    collect: (options?: object) => Promise<unknown>;
  };
  for (const options of [undefined, {}, { limit: undefined }]) {
    const error = await failureOf(TypeError, collect(options));
    expect(error.message).toMatch(/limit.*Infinity/);
  }
  await server.settle();
  expect(server.requests).toEqual([]);
});
