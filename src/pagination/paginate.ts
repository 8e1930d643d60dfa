import { listOperations } from '../generated/operations.js';
import type { Call } from '../request/call.js';
import { copyInit } from '../request/copy-init.js';
import type { AnyInit } from '../request/copy-init.js';
import type { CallData, CallInit, InitArguments, PathOf } from '../types.js';
import { createPaginator } from './paginator.js';
import type { Paginator } from './paginator.js';
import { walkPages } from './walk.js';

/** A path whose GET lists, in pages. */
export type ListPath = keyof typeof listOperations & PathOf<'GET'>;

/** The body of a page. */
export type ListData<P extends ListPath> = CallData<'GET', P>;

/** An item of a list, also if `data` is optional or if the list has a response without a body. */
export type ListItem<P extends ListPath> =
  ListData<P> extends infer Data
    ? Data extends { data?: (infer Item)[] | null | undefined }
      ? Item
      : never
    : never;

/** GET's init, without `page_token`, and the options of the walk over the pages. */
export type PaginateInit<P extends ListPath> = WithoutPageToken<CallInit<'GET', P>> & {
  /**
   * The token of the page to start at: `pageToken` or `nextPageToken` of a page, or
   * `walk.pageToken` of an error. Default: the first page.
   */
  pageToken?: string | undefined;
  /**
   * Whether to request the next page while the current one is consumed. At most one page is
   * requested ahead, and cancelled if the iteration ends before. Default: false.
   */
  prefetch?: boolean | undefined;
};

/** The init of a call without `page_token` in its query. */
export type WithoutPageToken<T> = {
  [K in keyof T]: K extends 'params' ? ParamsWithoutPageToken<T[K]> : T[K];
};
/** The parameters of a call without `page_token` in the query. */
export type ParamsWithoutPageToken<T> = {
  [K in keyof T]: K extends 'query' ? QueryWithoutPageToken<T[K]> : T[K];
};

/** The query of a call without `page_token`. */
export type QueryWithoutPageToken<T> = T extends object
  ? Omit<T, 'page_token'> & { page_token?: never }
  : T;

/** Lists the items of a path; see `ConfluentClient`. */
export type Paginate = <P extends ListPath>(
  path: P,
  ...init: InitArguments<PaginateInit<P>>
) => Paginator<ListItem<P>, ListData<P>>;

/** `PaginateInit` for any path. */
export interface AnyPaginateInit extends AnyInit {
  pageToken?: unknown;
  prefetch?: unknown;
}

/**
 * Creates a paginator for a list operation.
 *
 * @throws {TypeError} For a path that does not list, for a page token in the query, and for one that
 * is empty or no string.
 */
export function paginate(call: Call, path: string, init: AnyPaginateInit = {}): Paginator<unknown> {
  if (!Object.hasOwn(listOperations, path)) {
    throw new TypeError(
      `${path} is not a list; the lists are ${Object.keys(listOperations).join()}`,
    );
  }
  const { pageToken, prefetch, ...callInit } = init;
  const copied = copyInit(callInit);
  if (copied.params.query?.['page_token'] !== undefined) {
    throw new TypeError('Give pageToken instead of page_token');
  }
  if (pageToken !== undefined && (typeof pageToken !== 'string' || pageToken === '')) {
    throw new TypeError('pageToken must be a string, not empty');
  }
  // The path is in the table, as the first check made sure.
  const list = { ...listOperations[path as ListPath], call, path, init: copied };
  return createPaginator((limit) =>
    walkPages({ ...list, pageToken, prefetch: Boolean(prefetch), limit }),
  );
}
