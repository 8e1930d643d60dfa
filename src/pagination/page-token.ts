/** Where a list goes on after a page. */
export type NextPage =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'end' | 'unreadable'; readonly token?: undefined };

/**
 * Reads the page token of a `next` link, absolute or relative. The list ends where the link is
 * undefined, null or ''. Nothing else of the link counts, and the link is never followed.
 */
export function readNextPage(next: unknown): NextPage {
  if ((next ?? '') === '') return { kind: 'end' };
  if (typeof next !== 'string') return { kind: 'unreadable' };
  const [, query] = /^[^?#]*\?([^#]*)/.exec(next) ?? [];
  const token = new URLSearchParams(query).get('page_token');
  return token ? { kind: 'token', token } : { kind: 'unreadable' };
}
