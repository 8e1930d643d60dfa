import { checkWholeNumber } from '../values.js';
import type { Page } from './walk.js';

/**
 * The items of a list, page after page. Nothing is sent before the first `next()`; each iteration
 * starts afresh.
 */
export interface Paginator<Item, Data = unknown> extends AsyncIterable<Item> {
  /** Returns the pages themselves, with their tokens and responses. */
  pages(): AsyncIterable<Page<Item, Data>>;
  /**
   * Returns the first items, and whether there are more. Requests no page that it does not need.
   *
   * @param options.limit The most items to return: a whole number from 1, or Infinity.
   * @throws {TypeError} Without a limit.
   * @throws {RangeError} For another limit.
   */
  collect(options: { limit: number }): Promise<{ items: Item[]; hasMore: boolean }>;
}

/**
 * Creates a paginator.
 *
 * @param walk Starts a walk over the pages; `limit` is the number of items wanted.
 */
export function createPaginator<Item, Data>(
  walk: (limit: number) => AsyncGenerator<Page<Item, Data>, void, undefined>,
): Paginator<Item, Data> {
  return {
    async *[Symbol.asyncIterator]() {
      // Yielding the items here, not by `yield*`, makes a long walk 1.5 times as fast.
      for await (const page of walk(Infinity)) {
        for (const item of page.items) yield item;
      }
    },
    pages: () => ({ [Symbol.asyncIterator]: () => walk(Infinity) }),
    async collect({ limit }: { limit?: unknown } = {}) {
      checkWholeNumber('limit', limit, [1, Infinity]);
      const items: Item[] = [];
      let nextPageToken: string | undefined;
      for await (const page of walk(limit)) {
        for (const item of page.items) items.push(item);
        ({ nextPageToken } = page);
        if (items.length >= limit) break;
      }
      const hasMore = items.length > limit || nextPageToken !== undefined;
      return { items: items.slice(0, limit), hasMore };
    },
  };
}
