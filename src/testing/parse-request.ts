/** What the fake remembers of a request: no headers, so no credentials. */
export interface FakeRequest {
  method: string;
  /** The path as it was sent, without the query. */
  path: string;
  /** The query parameters. A parameter that was sent twice has its last value. */
  query: Record<string, string>;
}

/** A request as the fake works with it. */
export interface ParsedRequest {
  /** The request id that the response carries. */
  id: string;
  method: string;
  url: URL;
  /** The Authorization header; '' if there is none. */
  authorization: string;
}

/** Parses a request. `position` is 1 for the first request of a fake. */
export function parseRequest(request: Request, position: number): ParsedRequest {
  return {
    id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
    method: request.method,
    url: new URL(request.url),
    authorization: request.headers.get('authorization') ?? '',
  };
}

/** Returns the part of a request that a test may look at. */
export function describeRequest({ method, url }: ParsedRequest): FakeRequest {
  return { method, path: url.pathname, query: Object.fromEntries(url.searchParams) };
}
