import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PLUGINS, ids, page, servePages, tokens } from './support/pages.js';
import type { Lister } from './support/pages.js';

interface Split {
  /** How many items each page has. */
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
  (token) => `${PLUGINS}?q=page_token%3Dx&page_token=${encodeURIComponent(token)}`,
];

const anyToken = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('%', '+', '&', '=', '#', '?', '/', ' ', 'é', '✓', '"', '\\'),
    minLength: 1,
    maxLength: 8,
  }),
  fc.base64String({ minLength: 4 }),
);

const anySplit: fc.Arbitrary<Split> = fc
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

/** The ids of each page. */
function idsOf({ sizes }: Split): string[][] {
  return sizes.map((size, at) => Array.from({ length: size }, (_, i) => `${at}.${i}`));
}

function listerOf(split: Split): Lister {
  return ({ page_token: token }) => {
    const at = token === undefined ? 0 : split.tokens.indexOf(token) + 1;
    if (token !== undefined && at === 0) return { status: 400 };
    const next = split.tokens[at];
    return page(idsOf(split)[at] ?? [], next === undefined ? null : split.link(next));
  };
}

test('a walk yields exactly the items in order, however they are split and linked', async () => {
  let lister: Lister = () => ({ status: 500 });
  const server = await servePages((query, nth) => lister(query, nth));
  const client = server.client({ maxRetries: 0 });

  const property = fc.asyncProperty(
    anySplit,
    fc.boolean(),
    fc.nat(),
    fc.integer({ min: 1, max: 25 }),
    async (split, prefetch, start, limit) => {
      lister = listerOf(split);
      const all = idsOf(split).flat();
      server.requests.length = 0;
      expect(await ids(client.paginate(PLUGINS, { prefetch }))).toEqual(all);
      expect(tokens(server)).toEqual([undefined, ...split.tokens]);

      const from = start % split.sizes.length;
      const pageToken = split.tokens[from - 1];
      const rest = client.paginate(PLUGINS, { prefetch, pageToken });
      expect(await ids(rest)).toEqual(idsOf(split).slice(from).flat());

      server.requests.length = 0;
      const { items, hasMore } = await client.paginate(PLUGINS, { prefetch }).collect({ limit });
      expect(items.map(({ id }) => id)).toEqual(all.slice(0, limit));
      if (all.length > limit) expect(hasMore).toBe(true);
      if (all.length < limit) expect(hasMore).toBe(false);
      if (!hasMore) expect(server.requests).toHaveLength(split.sizes.length);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
