import type { CallRequest } from './prepare-call.js';

/** Whether a failed attempt is followed by another one. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** `reason` says why there is no retry although one could help. */
  | { readonly kind: 'stop'; readonly reason?: string };

/** What decides about a retry. */
export interface RetryFacts {
  /** Whether the same request may succeed later and is safe to send again. */
  readonly retryable: boolean;
  /** Attempts so far, from 1. */
  readonly attempts: number;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
}

/** Statuses after which a request that is safe to send again is retried. A 429 is decided apart. */
const RETRYABLE_STATUSES = [408, 500, 502, 503, 504];

/** Tells whether the body of a call is a stream, which can be sent only once. */
export function hasStream({ init }: CallRequest): boolean {
  return Symbol.asyncIterator in Object(init.body);
}

/**
 * Tells whether a request may be sent again after a status, or after no complete response.
 *
 * Every request may be sent again after a 429, which the server refused before it did anything. A
 * request that is not idempotent is not sent again after anything else, because the server may have
 * acted. A stream is never sent again.
 *
 * @param status The status of a failed response; undefined if no complete response arrived.
 */
export function isRetryable(call: CallRequest, status?: number): boolean {
  const { method, isIdempotent = method !== 'POST' && method !== 'PATCH' } = call;
  if (hasStream(call)) return false;
  if (status === 429) return true;
  return isIdempotent && (status === undefined || RETRYABLE_STATUSES.includes(status));
}

/** Decides whether a failed attempt is followed by another one, and after which wait. */
export function decideRetry(facts: RetryFacts): RetryDecision {
  const { retryable, attempts, retryAfterMs = 0, maxRetries, maxRetryDelayMs } = facts;
  if (!retryable || attempts > maxRetries) return { kind: 'stop' };
  if (retryAfterMs > maxRetryDelayMs) {
    const reason = `the server asks for ${retryAfterMs} ms, maxRetryDelayMs is ${maxRetryDelayMs}`;
    return { kind: 'stop', reason };
  }
  const delayMs = retryDelay(attempts, retryAfterMs, maxRetryDelayMs, Math.random());
  return { kind: 'retry', delayMs };
}

/**
 * Returns the wait before the next attempt in milliseconds: what the server asks for plus jitter.
 *
 * The jitter is evenly distributed from 0 to 500 ms, doubled with each failed attempt up to 8 s. It
 * never makes the wait longer than `maxDelayMs`.
 */
export function retryDelay(
  attempts: number,
  askedMs: number,
  maxDelayMs: number,
  random: number,
): number {
  return askedMs + random * Math.min(500 * 2 ** (attempts - 1), 8000, maxDelayMs - askedMs);
}
