import type { WalkPosition } from '../errors/errors.js';
import type { Call } from '../request/call.js';
import type { CopiedInit } from '../request/copy-init.js';
import { onAbort } from '../request/timing.js';
import type { OptionalSignal } from '../request/timing.js';
import { isRecord, omitAbsent } from '../values.js';
import { readNextPage } from './page-token.js';

/** One page of a list. */
export interface Page<Item, Data = unknown> {
  /** The items of the page. A page may be empty, also before the last one. */
  items: Item[];
  /** The token with which this page was requested; undefined for the first page. */
  pageToken: string | undefined;
  /** The token of the next page; undefined on the last page. */
  nextPageToken: string | undefined;
  /** The whole body. */
  data: Data;
  /** The response itself, its body read. */
  response: Response;
}

/** A walk over the pages of a list. */
export interface Walk {
  readonly call: Call;
  /** The path template. */
  readonly path: string;
  readonly init: CopiedInit;
  /** Sent as page_size unless the query has one; undefined where the operation declares none. */
  readonly maxPageSize: number | undefined;
  /** The token of the page to start at; undefined for the first page. */
  readonly pageToken: string | undefined;
  /** Whether the next page is requested while the current one is consumed. */
  readonly prefetch: boolean;
  /** The number of items wanted: no page beyond them is requested ahead. */
  readonly limit: number;
}

interface ListBody<Item> {
  data: Item[] | null;
  metadata?: { next?: unknown } | null;
}

interface PageAhead<Item, Data> {
  readonly page: Promise<Page<Item, Data>>;
  readonly cancel: () => void;
}

/**
 * Yields the pages of a list, one call for each.
 *
 * @throws What a call throws. An error of the server or the network tells its position in the walk.
 */
export async function* walkPages<Item, Data>(
  walk: Walk,
): AsyncGenerator<Page<Item, Data>, void, undefined> {
  const { call, path, init, maxPageSize, prefetch, limit } = walk;
  const { params, signal } = init;
  const requestedTokens = new Set<string | undefined>();

  const validate = (body: unknown): string | undefined => {
    const { data, metadata } = isRecord(body) ? body : {};
    if (data !== null && !Array.isArray(data)) return 'data is not an array';
    if (!isRecord(metadata ?? {})) return 'metadata is not an object';
    const next = readNextPage((body as ListBody<Item>).metadata?.next);
    if (next.kind === 'unreadable') return 'metadata.next has no page_token';
    if (next.kind === 'token' && requestedTokens.has(next.token)) {
      return 'metadata.next repeats a page_token';
    }
    return undefined;
  };

  const fetchPage = async (
    position: WalkPosition,
    signal: OptionalSignal,
  ): Promise<Page<Item, Data>> => {
    const { pageToken } = position;
    requestedTokens.add(pageToken);
    const given = omitAbsent(params.query ?? {});
    const query = omitAbsent({ page_size: maxPageSize, ...given, page_token: pageToken });
    const { data, response } = await call({
      method: 'GET',
      path,
      init: { ...init, params: { ...params, query }, signal },
      validate,
      walk: position,
    });
    // `validate` has checked the envelope; the items are what the specification says.
    const body = data as Data & ListBody<Item>;
    const { token: nextPageToken } = readNextPage(body.metadata?.next);
    return { items: body.data ?? [], pageToken, nextPageToken, data: body, response };
  };

  const fetchAhead = (position: WalkPosition): PageAhead<Item, Data> => {
    const controller = new AbortController();
    const cancel = (reason?: unknown): void => {
      controller.abort(reason);
    };
    const stopListening = onAbort(signal, cancel);
    const page = fetchPage(position, controller.signal).finally(stopListening);
    // The error is thrown when the page's turn comes, if it comes.
    page.catch(() => undefined);
    return { page, cancel };
  };

  let position: WalkPosition = { pageToken: walk.pageToken, pages: 0, items: 0 };
  let ahead: PageAhead<Item, Data> | undefined;
  try {
    do {
      signal?.throwIfAborted();
      const page: Page<Item, Data> = await (ahead?.page ?? fetchPage(position, signal));
      position = {
        pageToken: page.nextPageToken,
        pages: position.pages + 1,
        items: position.items + page.items.length,
      };
      const isNextWanted = position.pageToken !== undefined && position.items < limit;
      ahead = prefetch && isNextWanted ? fetchAhead(position) : undefined;
      yield page;
    } while (position.pageToken !== undefined);
  } finally {
    ahead?.cancel();
  }
}
