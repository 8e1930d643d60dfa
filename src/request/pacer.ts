import { rateLimitOf } from '../rate-limit.js';
import { sleep } from './timing.js';
import type { OptionalSignal } from './timing.js';

/** Holds requests back until the server's rate limit window has room for them. */
export interface Pacer {
  /**
   * Takes one request from the window; waits for the next window if none is left.
   *
   * @returns A function to call when the request has ended, with its response if there is one.
   * @throws The signal's reason as soon as it aborts.
   */
  acquire(signal: OptionalSignal): Promise<(response: Response | undefined) => void>;
}

/**
 * Creates a pacer, which knows the window from the responses. Its clock is monotonic.
 *
 * Each request takes one from the window before its response arrives. Within a window the lowest
 * count counts, because the server has not counted the requests under way, and the client has not
 * counted those of others. X-RateLimit-Reset has whole seconds, so the earliest end is the best
 * known one. A new window is assumed to be like the last.
 *
 * @param maxWaitMs A window that resets later is not waited for: the request is sent anyway.
 */
export function createPacer(maxWaitMs: number): Pacer {
  let limit = Infinity;
  let remaining = Infinity;
  let periodMs = 0;
  let resetsAt = Infinity;
  /** The number of the window, and whether its end is a guess: no response of it has arrived. */
  let window = 0;
  let isGuess = false;
  /** Requests under way that were sent before the first response: no count includes them yet. */
  let uncounted = 0;

  const startWindow = (now: number): void => {
    remaining = limit;
    resetsAt = now + periodMs;
    window += 1;
    isGuess = true;
  };

  const observe = (response: Response, sentIn: number): void => {
    const seen = rateLimitOf(response);
    if (seen.remaining === undefined || seen.resetMs === undefined) return;
    const now = performance.now();
    const isSameWindow = now < resetsAt;
    limit = Math.max(seen.limit ?? Infinity, 1);
    remaining = isSameWindow ? Math.min(remaining, seen.remaining) : seen.remaining;
    periodMs = Math.max(periodMs, seen.resetMs);
    if (sentIn !== window) return;
    // A window may open with its first request, so that a guessed end is too early.
    const isKnown = isSameWindow && !isGuess;
    resetsAt = isKnown ? Math.min(resetsAt, now + seen.resetMs) : now + seen.resetMs;
    isGuess = false;
  };

  return {
    async acquire(signal) {
      for (;;) {
        const now = performance.now();
        if (now >= resetsAt) startWindow(now);
        const waitMs = resetsAt - now;
        if (remaining > uncounted || waitMs > maxWaitMs) break;
        const awaited = resetsAt;
        await sleep(waitMs, signal);
        // The wait is over even if the clock stands still, as a test's fake clock may.
        if (resetsAt === awaited) startWindow(performance.now());
      }
      remaining -= 1;
      const sentIn = window;
      const share = resetsAt === Infinity ? 1 : 0;
      uncounted += share;
      return (response) => {
        uncounted -= share;
        if (response) observe(response, sentIn);
      };
    },
  };
}
