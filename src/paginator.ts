import { checkWhole } from './check-whole.js';
import type { Page } from './walk.js';

/**
 * The items of a list, page after page. Nothing is sent before the first step; each iteration
 * starts afresh.
 */
export interface Paginator<Item, Data = unknown> extends AsyncIterable<Item> {
  /** The same page by page, for who resumes later or looks at the answers. */
  pages(): AsyncIterable<Page<Item, Data>>;
  /**
   * The first items, and whether there are more. Asks for no page that it does not need.
   *
   * @param options.limit Most items: a whole number from 1, or Infinity.
   * @throws {RangeError} On another limit.
   */
  collect(options: { limit: number }): Promise<{ items: Item[]; hasMore: boolean }>;
}

/** @param walk Starts a walk over the pages, of which so many items are wanted at most. */
export function createPaginator<Item, Data>(
  walk: (limit: number) => AsyncGenerator<Page<Item, Data>, void, undefined>,
): Paginator<Item, Data> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const page of walk(Infinity)) {
        for (const item of page.items) yield item;
      }
    },
    pages: () => ({ [Symbol.asyncIterator]: () => walk(Infinity) }),
    async collect({ limit }) {
      checkWhole('limit', limit, 1, Infinity);
      const items: Item[] = [];
      for await (const page of walk(limit)) {
        for (const item of page.items) {
          if (items.length === limit) return { items, hasMore: true };
          items.push(item);
        }
        const hasMore = page.nextPageToken !== undefined;
        if (items.length === limit) return { items, hasMore };
      }
      return { items, hasMore: false };
    },
  };
}
