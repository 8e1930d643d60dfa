import { failure } from './failure.js';
import type { Answer, Asked } from './failure.js';

/** The items that a request selects, how they are written, and the frame of their list. */
export interface Listing<T> {
  frame: { api_version: string; kind: string };
  items: readonly T[];
  write: (item: T) => object;
}

/** The page that `page_size` and `page_token` ask for, of at most `longest` items. */
export function page<T>(asked: Asked, listing: Listing<T>, longest = 100): Answer {
  const { frame, items, write } = listing;
  const { searchParams } = asked.url;
  const size = searchParams.get('page_size') ?? '10';
  if (!/^([1-9]\d?|100)$/.test(size)) {
    const detail = `page_size must be a whole number from 1 to 100, not '${size}'`;
    return failure(asked, { status: 400, detail, parameter: 'page_size' });
  }
  const token = searchParams.get('page_token');
  const from = token === null ? 0 : parseInt(token.slice(token.indexOf('+') + 1), 36);
  if (token !== null && token !== tokenFor(asked.url, from)) {
    const detail = 'The page token is not one of this list';
    return failure(asked, { status: 400, detail, parameter: 'page_token' });
  }
  const to = from + Math.min(Number(size), longest);
  const next = to < items.length ? linkTo(asked.url, tokenFor(asked.url, to)) : undefined;
  const metadata = {
    first: linkTo(asked.url),
    next: asked.next === undefined ? next : asked.next,
    total_size: items.length,
  };
  return { status: 200, body: { ...frame, metadata, data: items.slice(from, to).map(write) } };
}

/** Absolute, with the filters, and the token before them, so that cutting it off is no use. */
function linkTo(url: URL, token?: string): string {
  const link = new URL(url.pathname, url.origin);
  if (token !== undefined) link.searchParams.set('page_token', token);
  for (const [name, value] of url.searchParams) {
    if (name !== 'page_token') link.searchParams.append(name, value);
  }
  return link.href;
}

/** Bound to path and filters; its '+' and '=' are lost to who does not decode and encode it. */
function tokenFor({ pathname, searchParams }: URL, from: number): string {
  const filters = new URLSearchParams(searchParams);
  filters.delete('page_size');
  filters.delete('page_token');
  filters.sort();
  return `${checksum(`${pathname}?${filters.toString()}#${from}`)}+${from.toString(36)}=`;
}

/** FNV-1a with 32 bits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
