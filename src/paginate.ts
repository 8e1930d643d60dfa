import type { Call } from './call.js';
import { listOperations } from './generated/operations.js';
import type { Data, Init, InitArguments, Operation, PathOf } from './operation.js';
import { createPaginator } from './paginator.js';
import type { Paginator } from './paginator.js';
import { walkPages } from './walk.js';
import type { WalkInit } from './walk.js';

/** A path whose GET lists, in pages. */
export type ListPath = keyof typeof listOperations & PathOf<'GET'>;

/** The body of a page. */
export type ListData<P extends ListPath> = Data<Operation<'GET', P>>;

/** An item of a list. */
export type ListItem<P extends ListPath> =
  ListData<P> extends { data: (infer Item)[] } ? Item : never;

/** GET's init, and how to walk. The walk itself sets page_token. */
export type PaginateInit<P extends ListPath> = ListInit<Init<Operation<'GET', P>>> & {
  /**
   * The page to start at, by its token: `pageToken` and `nextPageToken` of a page, or
   * `walk.pageToken` of an error. Default: the first page.
   */
  pageToken?: string | undefined;
  /**
   * Whether to ask for the next page while the current one is consumed. At most one is asked for
   * ahead, and cancelled if the iteration ends before. Default: false.
   */
  prefetch?: boolean | undefined;
};

type ListInit<T> = { [K in keyof T]: K extends 'params' ? ListParams<T[K]> : T[K] };
type ListParams<T> = { [K in keyof T]: K extends 'query' ? WithoutPageToken<T[K]> : T[K] };
type WithoutPageToken<T> = T extends object ? Omit<T, 'page_token'> & { page_token?: never } : T;

/** Lists the items behind a path; see `ConfluentClient`. */
export type Paginate = <P extends ListPath>(
  path: P,
  ...init: InitArguments<PaginateInit<P>>
) => Paginator<ListItem<P>, ListData<P>>;

/**
 * Paginates a list.
 *
 * @throws {TypeError} On a path that does not list, or a page token that is in the query or empty.
 */
export function paginate<Item, Data>(
  call: Call,
  path: string,
  init: WalkInit = {},
): Paginator<Item, Data> {
  if (!Object.hasOwn(listOperations, path)) throw new TypeError(`${path} is not a list`);
  const { query } = Object(init.params) as { query?: { page_token?: unknown } };
  if (init.pageToken === '' || query?.page_token !== undefined) {
    throw new TypeError('Give page_token as pageToken, not empty');
  }
  const { maxPageSize } = listOperations[path as ListPath];
  return createPaginator((limit) => walkPages(call, path, maxPageSize, init, limit));
}
