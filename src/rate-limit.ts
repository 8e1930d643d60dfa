import { defined } from './defined.js';

/** What an answer tells of the rate limit; what it does not tell, or not as a number, is absent. */
export interface RateLimit {
  /** Requests permitted in a window. */
  limit?: number;
  /** Requests left in the current window. */
  remaining?: number;
  /** Milliseconds until the window resets, counted from the answer. */
  resetMs?: number;
}

/**
 * Reads the rate limit off any answer of Confluent, good or bad.
 *
 * The headers are X-RateLimit-Limit, -Remaining and -Reset; Confluent's Reset is in seconds from
 * now, unlike GitHub's header of the same name.
 *
 * @example
 * const { data, response } = await confluent.GET('/connect/v1/custom-connector-plugins');
 * const { remaining } = rateLimitOf(response);
 */
export function rateLimitOf({ headers }: Pick<Response, 'headers'>): RateLimit {
  return defined({
    limit: readNumber(headers, 'x-ratelimit-limit'),
    remaining: readNumber(headers, 'x-ratelimit-remaining'),
    resetMs: readNumber(headers, 'x-ratelimit-reset', 1000),
  });
}

/** The header as a number, times `unit`; undefined unless it is plain digits. */
export function readNumber(headers: Headers, name: string, unit = 1): number | undefined {
  const value = headers.get(name) ?? '';
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * unit : undefined;
}
