import { rateLimitOf, readNumber } from './rate-limit.js';

/**
 * How long the server asks to wait, in milliseconds: Retry-After in seconds or as an HTTP date,
 * else on a 429 X-RateLimit-Reset. Undefined if it asks nothing that can be understood.
 *
 * @param now The time in milliseconds since the epoch, against which a date counts.
 */
export function readRetryAfter(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  now: number,
): number | undefined {
  const value = headers.get('retry-after') ?? '';
  // Date.parse by itself makes dates of '-5' and of '1,2'.
  const dateMs = value.endsWith('GMT') ? Date.parse(value) : NaN;
  const askedMs = readNumber(headers, 'retry-after', 1000) ?? Math.max(0, dateMs - now);
  if (askedMs >= 0) return askedMs;
  return status === 429 ? rateLimitOf({ headers }).resetMs : undefined;
}
