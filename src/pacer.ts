import { rateLimitOf } from './rate-limit.js';
import { sleep } from './timing.js';
import type { MaybeSignal } from './timing.js';

/** Holds requests back until the server's rate limit window has room for them. */
export interface Pacer {
  /** Takes one request from the window, and waits where it has none left. */
  take(signal: MaybeSignal): Promise<void>;
  /** Learns from an answer. */
  observe(response: Response): void;
}

/**
 * The window is known from the answers. Each request takes one from it before its answer is there,
 * and within a window the lower count holds: the server has not counted what is under way, and
 * nobody here has counted what others sent. X-RateLimit-Reset comes in whole seconds, so that the
 * earliest end of a window is the best known one. A new window is assumed like the last.
 *
 * @param maxWaitMs A window that ends later is not waited for: the server's answer decides.
 */
export function createPacer(maxWaitMs: number): Pacer {
  let limit = Infinity;
  let remaining = Infinity;
  let periodMs = 0;
  let endsAt = Infinity;

  return {
    async take(signal) {
      for (;;) {
        const now = Date.now();
        if (now >= endsAt) [remaining, endsAt] = [limit, now + periodMs];
        if (remaining > 0 || endsAt - now > maxWaitMs) break;
        await sleep(endsAt - now, signal);
      }
      remaining -= 1;
    },
    observe(response) {
      const seen = rateLimitOf(response);
      if (seen.remaining === undefined || seen.resetMs === undefined) return;
      const now = Date.now();
      if (now >= endsAt) remaining = endsAt = Infinity;
      limit = Math.max(seen.limit ?? Infinity, 1);
      remaining = Math.min(remaining, seen.remaining);
      periodMs = Math.max(periodMs, seen.resetMs);
      endsAt = Math.min(endsAt, now + seen.resetMs);
    },
  };
}
