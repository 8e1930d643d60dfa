import type { ConfluentError } from './errors.js';

/** What `onRetry` is told, before the wait. */
export interface RetryEvent {
  /** The number of the attempt that failed; the first is 1. */
  attempt: number;
  /** Milliseconds until the next attempt. */
  delayMs: number;
  /** What the attempt failed with. */
  error: ConfluentError;
}

/**
 * Whether the same request may succeed later and is safe to repeat.
 *
 * @param status The HTTP status: 0, or one of 2xx, where no complete answer came. A 429 was refused
 * unseen, so that every method may be repeated; after all else POST and PATCH may not.
 */
export function isRetryable(method: string, status: number): boolean {
  if (status === 429) return true;
  if (method === 'POST' || method === 'PATCH') return false;
  return status < 300 || [408, 500, 502, 503, 504].includes(status);
}

/**
 * The wait before the next attempt, in milliseconds: what the server asks, plus a jitter.
 *
 * The jitter is evenly spread below 500 ms, which doubles with each failed attempt up to 8 s, and
 * never goes beyond `maxDelayMs`. If the server asks nothing, the wait is the jitter alone.
 *
 * @param attempts Attempts so far, from 1.
 * @param askedMs What the server asks for, `maxDelayMs` at most; 0 if nothing.
 * @param random From 0 up to 1.
 */
export function retryDelay(
  attempts: number,
  askedMs: number,
  maxDelayMs: number,
  random: number,
): number {
  return askedMs + random * Math.min(500 * 2 ** (attempts - 1), 8000, maxDelayMs - askedMs);
}
