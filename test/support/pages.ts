import type { Handler, LoopbackServer, Reply } from './loopback-server.js';

/**
 * Returns a page of items that have only an id.
 *
 * @param next The link to the next page. `undefined` leaves it out.
 */
export function page(ids: readonly string[], next?: unknown): { body: object } {
  return { body: { metadata: { next }, data: ids.map((id) => ({ id })) } };
}

/** The only page of a list. */
export const ONLY_PAGE = { body: { metadata: {}, data: [{ id: 'ccp-1' }] } } satisfies Reply;

/** Returns a handler that lists pages of these ids, linked by the tokens t1, t2 and so on. */
export function linkedPages(...pages: readonly (readonly string[])[]): Handler {
  return ({ query }) => {
    const index = Number(query.get('page_token')?.slice(1) ?? 0);
    const next = index + 1 < pages.length ? `?page_token=t${index + 1}` : null;
    return page(pages[index] ?? [], next);
  };
}

/** Returns the page tokens that were requested, in order of arrival. */
export function requestedTokens({ requests }: LoopbackServer): (string | undefined)[] {
  return requests.map(({ query }) => query.get('page_token') ?? undefined);
}
