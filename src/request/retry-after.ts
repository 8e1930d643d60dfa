import { rateLimitOf } from '../rate-limit.js';

/**
 * Returns the wait that a response asks for, in milliseconds: Retry-After in seconds or as an HTTP
 * date, else on a 429 X-RateLimit-Reset. Returns undefined if it asks for none, or not readably.
 *
 * @param nowMs The time of the wall clock in milliseconds since the epoch, to compare a date with.
 */
export function readRetryAfter(
  response: Pick<Response, 'status' | 'headers'>,
  nowMs: number,
): number | undefined {
  const header = response.headers.get('retry-after') ?? '';
  const asked = readSeconds(header) ?? readDate(header, nowMs);
  if (asked !== undefined) return asked;
  return response.status === 429 ? rateLimitOf(response).resetMs : undefined;
}

/** Reads `1`; of `1, 2`, which a proxy makes of two headers, the longest wait. */
function readSeconds(header: string): number | undefined {
  const values = header.split(',').map((value) => value.trim());
  if (!values.every((value) => /^\d+(\.\d+)?$/.test(value))) return undefined;
  return Math.max(...values.map(Number)) * 1000;
}

/** Reads an HTTP date; of several, which a proxy may have joined with commas, the first. */
function readDate(header: string, nowMs: number): number | undefined {
  const [date] = /^[A-Z][a-z]+, [\w :-]+ GMT/.exec(header) ?? [];
  const dateMs = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
