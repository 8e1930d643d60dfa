import { rateLimitOf, readNumber } from '../rate-limit.js';

/**
 * Returns the wait that a response asks for, in milliseconds: Retry-After in seconds or as an HTTP
 * date, else on a 429 X-RateLimit-Reset. Returns undefined if it asks for none, or if the header cannot be read.
 *
 * A proxy joins several headers with commas: the longest wait in seconds counts, or the first date.
 *
 * @param nowMs The time of the wall clock in milliseconds since the epoch, to compare a date with.
 */
export function readRetryAfter(
  response: Pick<Response, 'status' | 'headers'>,
  nowMs: number,
): number | undefined {
  const header = response.headers.get('retry-after') ?? '';
  // What cannot be read is NaN.
  const seconds = Math.max(...header.split(/\s*,\s*/).map(readNumber));
  if (seconds >= 0) return seconds * 1000;
  const [date = ''] = /^\w+, [\w :-]+ GMT/.exec(header) ?? [];
  const waitMs = Math.max(0, Date.parse(date) - nowMs);
  if (waitMs >= 0) return waitMs;
  return response.status === 429 ? rateLimitOf(response).resetMs : undefined;
}
