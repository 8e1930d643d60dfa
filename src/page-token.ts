/**
 * Reads the page token off the link to the next page: undefined at the end of the list, null where
 * none can be read. Nothing else of the link counts, and it is never followed.
 */
export function readPageToken(next: unknown): string | null | undefined {
  if (next === undefined || next === null || next === '') return undefined;
  const link = typeof next === 'string' ? /^[^?#]*\?([^#]*)/.exec(next) : null;
  const token = new URLSearchParams(link?.[1]).get('page_token');
  return token === '' ? null : token;
}
