import { UNKNOWN_WINDOW, currentWindow, observedWindow } from './pacing-window.js';
import { rateLimitOf } from './rate-limit.js';
import { sleep } from './timing.js';

/** Holds requests back until the server's rate limit window has room for them. */
export interface Pacer {
  /** Takes one request from the window, and waits where it has none left. */
  take(signal: AbortSignal | null | undefined): Promise<void>;
  /** Learns from an answer. */
  observe(response: Response): void;
}

/** @param maxWaitMs A window that ends later is not waited for: the server's answer decides. */
export function createPacer(maxWaitMs: number): Pacer {
  let window = UNKNOWN_WINDOW;
  return {
    async take(signal) {
      for (;;) {
        const now = Date.now();
        window = currentWindow(window, now);
        const waitMs = window.endsAt - now;
        if (window.remaining > 0 || waitMs > maxWaitMs) break;
        await sleep(waitMs, signal);
      }
      window = { ...window, remaining: window.remaining - 1 };
    },
    observe(response) {
      window = observedWindow(window, rateLimitOf(response), Date.now());
    },
  };
}
