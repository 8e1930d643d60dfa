/** Walks over lists that are split and linked at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCharacter } from '../support/arbitraries.js';
import { connect, connectToFetch } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { page, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';
import type { Handler } from '../support/loopback-server.js';
import { idsOf } from '../support/walks.js';

interface List {
  /** The number of items on each page. */
  sizes: number[];
  /** The token of each page but the first. */
  tokens: string[];
  /** Writes a token into a link. */
  link: (token: string) => string;
}

const formEncode = (token: string): string => new URLSearchParams({ page_token: token }).toString();

const links: ((token: string) => string)[] = [
  (token) => `?page_token=${encodeURIComponent(token)}`,
  (token) => `?${formEncode(token)}`,
  (token) => `https://other.example/a?page_size=3&${formEncode(token)}&cloud=AWS#x`,
  (token) => `${CONNECTOR_PLUGINS_PATH}?q=page_token%3Dx&page_token=${encodeURIComponent(token)}`,
];

const anyToken = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('%', '+', '&', '=', '#', '?', '/', ' ', 'é', '✓', '"', '\\'),
    minLength: 1,
    maxLength: 8,
  }),
  fc.base64String({ minLength: 4 }),
);

const anyList: fc.Arbitrary<List> = fc
  .array(fc.oneof(fc.constant(0), fc.nat(4)), { minLength: 1, maxLength: 6 })
  .chain((sizes) =>
    fc.record({
      sizes: fc.constant(sizes),
      tokens: fc.uniqueArray(anyToken, {
        minLength: sizes.length - 1,
        maxLength: sizes.length - 1,
      }),
      link: fc.constantFrom(...links),
    }),
  );

function pagesOf({ sizes }: List): string[][] {
  return sizes.map((size, at) => Array.from({ length: size }, (_, i) => `${at}.${i}`));
}

function handlerOf(list: List): Handler {
  return ({ query }) => {
    const token = query.get('page_token');
    const at = token === null ? 0 : list.tokens.indexOf(token) + 1;
    if (token !== null && at === 0) return { status: 400 };
    const next = list.tokens[at];
    return page(pagesOf(list)[at] ?? [], next === undefined ? null : list.link(next));
  };
}

test('a walk over any list gives its items in order, from any page and up to any limit', async () => {
  let handler: Handler = () => ({ status: 500 });
  const server = await serve((request, index) => handler(request, index));
  const confluent = connect(server.url, { maxRetries: 0 });

  const property = fc.asyncProperty(
    anyList,
    fc.boolean(),
    fc.nat(),
    fc.integer({ min: 1, max: 25 }),
    async (list, prefetch, start, limit) => {
      handler = handlerOf(list);
      const all = pagesOf(list).flat();
      server.requests.length = 0;
      const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
      expect(await idsOf(walk)).toEqual(all);
      expect(requestedTokens(server)).toEqual([undefined, ...list.tokens]);

      const from = start % list.sizes.length;
      const pageToken = list.tokens[from - 1];
      const rest = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch, pageToken });
      expect(await idsOf(rest)).toEqual(pagesOf(list).slice(from).flat());

      server.requests.length = 0;
      const { items, hasMore } = await walk.collect({ limit });
      expect(items.map(({ id }) => id)).toEqual(all.slice(0, limit));
      if (all.length > limit) expect(hasMore).toBe(true);
      if (all.length < limit) expect(hasMore).toBe(false);
      if (!hasMore) expect(server.requests).toHaveLength(list.sizes.length);
    },
  );
  await fc.assert(property, { numRuns: 30 });
});

test('collect gives the right items and hasMore for every limit and page size', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `ccp-${i}`);
  for (const pageSize of [1, 3, 4, 12, 13]) {
    let requests = 0;
    const confluent = connectToFetch(({ url }) => {
      requests += 1;
      const at = Number(new URL(url).searchParams.get('page_token') ?? 0);
      const next = at + pageSize < ids.length ? `?page_token=${at + pageSize}` : null;
      return Response.json(page(ids.slice(at, at + pageSize), next).body);
    });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH);
    for (let limit = 1; limit <= 14; limit += 1) {
      requests = 0;
      const { items, hasMore } = await walk.collect({ limit });
      const count = Math.min(limit, 12);
      const found = items.map(({ id }) => id);
      expect({ pageSize, limit, found, hasMore }).toEqual({
        pageSize,
        limit,
        found: ids.slice(0, count),
        hasMore: limit < 12,
      });
      expect(requests).toBe(Math.ceil(count / pageSize));
    }
  }
});
