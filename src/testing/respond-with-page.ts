import { respondWithFailure, respondWithJson } from './fake-response.js';
import type { FakeResponse } from './fake-response.js';
import type { ParsedRequest } from './parse-request.js';

/** The items that a request selects, and the frame of their list. */
export interface Listing {
  frame: { api_version: string; kind: string };
  length: number;
  /** Makes the items from `start` up to, but not including, `end`. */
  slice: (start: number, end: number) => object[];
}

/** How the pages of a fake differ from what a request asks for. */
export interface PageSettings {
  /** The largest number of items on a page. */
  pageSize?: number | undefined;
  /** Replaces the page's own `metadata.next`, unless it is undefined. */
  next?: string | null | undefined;
}

/** Responds with the page that `page_size` and `page_token` ask for. */
export function respondWithPage(
  request: ParsedRequest,
  listing: Listing,
  settings: PageSettings,
): FakeResponse {
  const { url } = request;
  const size = url.searchParams.get('page_size') ?? '10';
  if (!/^([1-9]\d?|100)$/.test(size)) {
    const detail = `page_size must be a whole number from 1 to 100, not '${size}'`;
    return respondWithFailure(request, { status: 400, detail, parameter: 'page_size' });
  }
  const token = url.searchParams.get('page_token');
  const start = token === null ? 0 : readStart(token);
  if (token !== null && token !== makeToken(url, start)) {
    const detail = 'The page token is not one of this list';
    return respondWithFailure(request, { status: 400, detail, parameter: 'page_token' });
  }
  const end = start + Math.min(Number(size), settings.pageSize ?? 100);
  const next = end < listing.length ? makeLink(url, makeToken(url, end)) : undefined;
  return respondWithJson(200, {
    ...listing.frame,
    metadata: {
      first: makeLink(url),
      next: settings.next === undefined ? next : settings.next,
      total_size: listing.length,
    },
    data: listing.slice(start, end),
  });
}

/**
 * Makes the absolute link of a page, with the filters of the request. The token comes first, so
 * that a client which takes everything after "page_token=" for the token fails.
 */
function makeLink(url: URL, token?: string): string {
  const link = new URL(url.pathname, url.origin);
  if (token !== undefined) link.searchParams.set('page_token', token);
  for (const [name, value] of url.searchParams) {
    if (name !== 'page_token') link.searchParams.append(name, value);
  }
  return link.href;
}

/**
 * Makes the token of the page that starts at an item. It is valid for one path and its filters
 * alone, and has a '+' and a '=', so that a client which does not decode and encode it fails.
 */
function makeToken({ pathname, searchParams }: URL, start: number): string {
  const filters = new URLSearchParams(searchParams);
  filters.delete('page_size');
  filters.delete('page_token');
  filters.sort();
  return `${checksum(`${pathname}?${filters.toString()}#${start}`)}+${start.toString(36)}=`;
}

function readStart(token: string): number {
  return parseInt(token.slice(token.indexOf('+') + 1), 36);
}

/** FNV-1a with 32 bits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
