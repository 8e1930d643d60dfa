import type { CallInit } from './attempt.js';
import type { Call } from './call.js';
import { defined } from './defined.js';
import { ConfluentError } from './errors.js';
import type { WalkPosition } from './errors.js';
import { readPageToken } from './page-token.js';
import { onAbort } from './timing.js';
import type { MaybeSignal } from './timing.js';

/** One page of a list. */
export interface Page<Item, Data = unknown> {
  /** Its items; there may be none, also before the last page. */
  items: Item[];
  /** The token that this page was asked for with; undefined for the first page. */
  pageToken: string | undefined;
  /** The token of the next page; undefined on the last one. */
  nextPageToken: string | undefined;
  /** The whole body. */
  data: Data;
  /** The answer itself, its body read. */
  response: Response;
}

/** What a walk is told. */
export interface WalkInit extends CallInit {
  pageToken?: string | undefined;
  prefetch?: boolean | undefined;
}

interface ListBody<Item> {
  data?: Item[] | null;
  metadata?: { next?: unknown } | null;
}

/**
 * Walks over the pages of a list.
 *
 * @param maxPageSize Sent as page_size unless the caller says otherwise; undefined where the
 * operation has none.
 * @param limit How many items will be wanted: no page beyond them is asked for ahead.
 * @throws What a call throws; an error of Confluent or the network with its place in the walk.
 */
export async function* walkPages<Item, Data>(
  call: Call,
  path: string,
  maxPageSize: number | undefined,
  { pageToken, prefetch, ...init }: WalkInit,
  limit: number,
): AsyncGenerator<Page<Item, Data>, void, undefined> {
  const params = Object(init.params) as { query?: object };
  const position: WalkPosition = { pageToken, pages: 0, items: 0 };
  const seen = new Set<string | null | undefined>([null]);
  let ahead: { page: Promise<Page<Item, Data>>; cancel: () => void } | undefined;

  const check = (body: unknown): string | undefined => {
    const { data, metadata } = Object(body) as ListBody<Item>;
    if (data !== null && !Array.isArray(data)) return 'data is no array';
    if (typeof (metadata ?? {}) !== 'object') return 'metadata is no object';
    const isStuck = seen.has(readPageToken(metadata?.next));
    return isStuck ? 'metadata.next has no new page_token' : undefined;
  };

  const ask = async (signal: MaybeSignal): Promise<Page<Item, Data>> => {
    const { pageToken } = position;
    seen.add(pageToken ?? null);
    const { data, response } = await call<Data & ListBody<Item>>(
      'GET',
      path,
      {
        ...init,
        params: {
          ...params,
          query: { page_size: maxPageSize, ...defined({ ...params.query, page_token: pageToken }) },
        },
        signal,
      },
      check,
    );
    const nextPageToken = readPageToken(data.metadata?.next) as string | undefined;
    return { items: data.data ?? [], pageToken, nextPageToken, data, response };
  };

  const askAhead = (): typeof ahead => {
    const controller = new AbortController();
    const cancel = (): void => {
      controller.abort(init.signal?.reason);
    };
    const takeOff = onAbort(init.signal, cancel);
    const page = ask(controller.signal).finally(takeOff);
    // An error is thrown when its turn comes, if it comes.
    page.catch(() => undefined);
    return { page, cancel };
  };

  try {
    do {
      init.signal?.throwIfAborted();
      const page = await (ahead?.page ?? ask(init.signal));
      position.pageToken = page.nextPageToken;
      position.pages += 1;
      position.items += page.items.length;
      const isWanted = page.nextPageToken !== undefined && position.items < limit;
      ahead = prefetch && isWanted ? askAhead() : undefined;
      yield page;
    } while (position.pageToken !== undefined);
  } catch (error) {
    if (error instanceof ConfluentError) error.walk = position;
    throw error;
  } finally {
    ahead?.cancel();
  }
}
