import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { PLUGINS, linked, page, servePages, tokens } from './support/pages.js';

const PAGES = [
  ['a', 'b'],
  ['c', 'd'],
  ['e', 'f', 'g'],
] as const;

describe.each([false, true])('collect, prefetch %s,', (prefetch) => {
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
  ])('with limit $limit gives $items in $requests requests', async (expected) => {
    const server = await servePages(linked(...PAGES));
    const paginator = server.client().paginate(PLUGINS, { prefetch });
    const { items, hasMore } = await paginator.collect({ limit: expected.limit });
    await server.settle();
    expect(items.map(({ id }) => id).join('')).toBe(expected.items);
    expect(hasMore).toBe(expected.hasMore);
    expect(server.requests.every(({ answered }) => answered)).toBe(true);
    expect(tokens(server)).toEqual([undefined, 't1', 't2'].slice(0, expected.requests));
  });

  test('passes over empty pages, and asks for none after the last item wanted', async () => {
    const server = await servePages(linked([], ['a'], [], ['b'], [], []));
    const paginator = server.client().paginate(PLUGINS, { prefetch });
    expect(await paginator.collect({ limit: 2 })).toEqual({
      items: [{ id: 'a' }, { id: 'b' }],
      hasMore: true,
    });
    await server.settle();
    expect(server.requests).toHaveLength(4);
    const whole = await paginator.collect({ limit: 3 });
    expect(whole).toEqual({ items: [{ id: 'a' }, { id: 'b' }], hasMore: false });
    expect(server.requests).toHaveLength(4 + 6);
  });

  test('gives of an empty list nothing, and no more', async () => {
    const server = await servePages(linked([]));
    const paginator = server.client().paginate(PLUGINS, { prefetch });
    expect(await paginator.collect({ limit: 1 })).toEqual({ items: [], hasMore: false });
  });

  test('starts at pageToken', async () => {
    const server = await servePages(linked(...PAGES));
    const paginator = server.client().paginate(PLUGINS, { prefetch, pageToken: 't2' });
    expect(await paginator.collect({ limit: 2 })).toEqual({
      items: [{ id: 'e' }, { id: 'f' }],
      hasMore: true,
    });
    expect(tokens(server)).toEqual(['t2']);
  });

  test('tells of an error where the walk stood', async () => {
    const server = await servePages(({ page_token: token }) =>
      token ? { status: 403 } : page(['a', 'b'], '?page_token=t1'),
    );
    const paginator = server.client().paginate(PLUGINS, { prefetch });
    const error: unknown = await paginator.collect({ limit: 3 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfluentApiError);
    expect(error).toMatchObject({ status: 403, walk: { pageToken: 't1', pages: 1, items: 2 } });
    expect(await paginator.collect({ limit: 2 })).toMatchObject({ hasMore: true });
  });

  test("ends with the reason of the caller's signal", async () => {
    const reason = new Error('enough');
    const caller = new AbortController();
    const server = await servePages(({ page_token: token }) =>
      token
        ? () => {
            caller.abort(reason);
          }
        : page(['a'], '?page_token=t1'),
    );
    const paginator = server.client().paginate(PLUGINS, { prefetch, signal: caller.signal });
    await expect(paginator.collect({ limit: 3 })).rejects.toBe(reason);
  });
});

test('hasMore agrees with a walk for every limit and page size', async () => {
  const plugins = Array.from({ length: 12 }, (_, i) => ({ id: `ccp-${i}` }));
  for (const pageSize of [1, 3, 4, 12, 13]) {
    const fake = createFakeConfluent({ plugins, pageSize });
    const paginator = createConfluentClient(fake.options).paginate(PLUGINS);
    for (let limit = 1; limit <= 14; limit += 1) {
      fake.requests.length = 0;
      const { items, hasMore } = await paginator.collect({ limit });
      const count = Math.min(limit, 12);
      expect({ pageSize, limit, found: items.map(({ id }) => id), hasMore }).toEqual({
        pageSize,
        limit,
        found: plugins.slice(0, count).map(({ id }) => id),
        hasMore: limit < 12,
      });
      expect(fake.requests).toHaveLength(Math.ceil(count / pageSize));
    }
  }
});

describe('collect refuses, before anything is sent, a limit of', () => {
  test.each([0, -0, -1, 0.5, 1.5, NaN, -Infinity, '5', '', null, undefined, true, [5], {}])(
    '%o',
    async (limit) => {
      const server = await servePages(linked(...PAGES));
      const collected = server
        .client()
        .paginate(PLUGINS)
        .collect({ limit: limit as number });
      await expect(collected).rejects.toThrow(RangeError);
      await expect(collected).rejects.toThrow(/^limit must be/);
      await server.settle();
      expect(server.requests).toEqual([]);
    },
  );

  test('none at all', async () => {
    const server = await servePages(linked(...PAGES));
    const { collect } = server.client().paginate(PLUGINS) as unknown as Record<
      'collect',
      (options?: object) => Promise<unknown>
    >;
    await expect(collect({})).rejects.toThrow(RangeError);
    await expect(collect()).rejects.toThrow(/limit/);
    await server.settle();
    expect(server.requests).toEqual([]);
  });
});
