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

/** An item of a list. */
export type ListItem<P extends ListPath> =
  ListData<P> extends { data: (infer Item)[] } ? Item : never;

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

type WithoutPageToken<T> = { [K in keyof T]: K extends 'params' ? ParamsOf<T[K]> : T[K] };
type ParamsOf<T> = { [K in keyof T]: K extends 'query' ? QueryOf<T[K]> : T[K] };
type QueryOf<T> = T extends object ? Omit<T, 'page_token'> & { page_token?: never } : T;

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
  if (!isListPath(path)) {
    throw new TypeError(
      `${path} is not a list; the lists are ${Object.keys(listOperations).join()}`,
    );
  }
  const { pageToken, prefetch, ...callInit } = init;
  const copied = copyInit(callInit);
  if (copied.params.query?.['page_token'] !== undefined) {
    throw new TypeError('Give the page token as pageToken, not as page_token of the query');
  }
  if (pageToken !== undefined && (typeof pageToken !== 'string' || pageToken === '')) {
    throw new TypeError('pageToken must be a string that is not empty');
  }
  const { maxPageSize } = listOperations[path];
  const walk = { call, path, init: copied, maxPageSize, pageToken, prefetch: Boolean(prefetch) };
  return createPaginator((limit) => walkPages({ ...walk, limit }));
}

function isListPath(path: string): path is ListPath {
  return Object.hasOwn(listOperations, path);
}
