import type { RateLimit } from './rate-limit.js';

/** What is known of the server's rate limit window; times in milliseconds. */
export interface PacingWindow {
  /** Requests that a window permits. */
  limit: number;
  /** Requests that may still be sent before the window ends. */
  remaining: number;
  /** How long a window lasts, as far as is known. */
  periodMs: number;
  /** When the window ends. */
  endsAt: number;
}

/** The window of a server that has told nothing yet. */
export const UNKNOWN_WINDOW: PacingWindow = {
  limit: Infinity,
  remaining: Infinity,
  periodMs: 0,
  endsAt: 0,
};

/** The window at a moment: once it has ended, a new one like the last. */
export function currentWindow(window: PacingWindow, now: number): PacingWindow {
  if (now < window.endsAt) return window;
  return { ...window, remaining: window.limit, endsAt: now + window.periodMs };
}

/**
 * The window after an answer that told of the rate limit.
 *
 * Within a window the lower count holds: the server has not counted what is under way, and we have
 * not counted what others sent. X-RateLimit-Reset comes in whole seconds, so that the earliest end
 * is the best known one, unless the answer's lies more than a second later.
 */
export function observedWindow(
  window: PacingWindow,
  { limit = Infinity, remaining, resetMs }: RateLimit,
  now: number,
): PacingWindow {
  if (remaining === undefined || resetMs === undefined) return window;
  const isOver = now >= window.endsAt;
  const endsAt = now + resetMs;
  return {
    limit: Math.max(limit, 1),
    remaining: isOver ? remaining : Math.min(window.remaining, remaining),
    periodMs: Math.max(window.periodMs, resetMs),
    endsAt: isOver || endsAt > window.endsAt + 1000 ? endsAt : Math.min(window.endsAt, endsAt),
  };
}
