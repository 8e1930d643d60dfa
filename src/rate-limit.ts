import { omitAbsent } from './values.js';

/** The rate limit in a response's headers. What the headers do not tell as a number is absent. */
export interface RateLimit {
  /** Requests allowed in a window. */
  limit?: number;
  /** Requests left in the current window. */
  remaining?: number;
  /** Milliseconds until the window resets, counted from the response. */
  resetMs?: number;
}

/**
 * Returns the rate limit in the headers of any response of Confluent Cloud.
 *
 * The headers are X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset. Confluent sends
 * X-RateLimit-Reset in seconds from now, unlike GitHub, which sends a time under the same name.
 *
 * @example
 * const { data, response } = await confluent.GET('/connect/v1/custom-connector-plugins');
 * const { remaining } = rateLimitOf(response);
 */
export function rateLimitOf({ headers }: Pick<Response, 'headers'>): RateLimit {
  const resetSeconds = readNumber(headers, 'x-ratelimit-reset');
  return omitAbsent({
    limit: readNumber(headers, 'x-ratelimit-limit'),
    remaining: readNumber(headers, 'x-ratelimit-remaining'),
    resetMs: resetSeconds === undefined ? undefined : resetSeconds * 1000,
  });
}

/** Returns a header as a number; undefined unless it is plain digits. */
function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(name) ?? '';
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
