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
  const numbers = {
    limit: readNumber(headers.get('x-ratelimit-limit')),
    remaining: readNumber(headers.get('x-ratelimit-remaining')),
    resetMs: readNumber(headers.get('x-ratelimit-reset')) * 1000,
  };
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value >= 0));
}

/** Reads a plain decimal number; NaN for anything else. */
export function readNumber(text: string | null): number {
  return /^\d+(\.\d+)?$/.test(text ?? '') ? Number(text) : NaN;
}
