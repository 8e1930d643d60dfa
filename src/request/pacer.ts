import { rateLimitOf } from '../rate-limit.js';
import { sleep } from './timing.js';
import type { OptionalSignal } from './timing.js';

/**
 * Sends a request when the server's rate limit window has room for it.
 *
 * @throws What `send` throws; the signal's reason as soon as it aborts.
 */
export type Pace = <Sent extends { readonly response: Response | undefined }>(
  signal: OptionalSignal,
  send: () => Promise<Sent>,
) => Promise<Sent>;

/** A request that has no response yet. */
interface RequestUnderWay {
  readonly sentAt: number;
}

/**
 * Creates a pacer, which knows the window from the responses. Its clock is monotonic.
 *
 * Each request takes one from the window before its response arrives. Within a window the lowest
 * count counts, because the server has not counted the requests under way, and the client has not
 * counted those of others. X-RateLimit-Reset has whole seconds, so the earliest end is the best
 * known one. A new window is assumed to be like the last. What was sent shortly before it may arrive
 * in it, so it takes one from it too.
 *
 * @param maxWaitMs A window that resets later is not waited for: the request is sent anyway.
 */
export function createPacer(maxWaitMs: number): Pace {
  let limit = Infinity;
  let remaining = Infinity;
  let periodMs = 0;
  let resetsAt = Infinity;
  /** When the window began, and whether its end is a guess: no response of it has arrived. */
  let startedAt = 0;
  let isGuess = true;
  const underWay = new Set<RequestUnderWay>();

  const startWindow = (now: number): void => {
    const late = [...underWay].filter(({ sentAt }) => sentAt > now - periodMs / 2);
    remaining = limit - late.length;
    resetsAt = now + periodMs;
    startedAt = now;
    isGuess = true;
  };

  const observe = (response: Response, { sentAt }: RequestUnderWay): void => {
    const seen = rateLimitOf(response);
    if (seen.remaining === undefined || seen.resetMs === undefined) return;
    limit = Math.max(seen.limit ?? Infinity, 1);
    periodMs = Math.max(periodMs, seen.resetMs);
    if (sentAt < startedAt) return;
    const now = performance.now();
    const isOver = now >= resetsAt;
    // The first count does not include the requests under way.
    const count = remaining === Infinity ? seen.remaining - underWay.size : seen.remaining;
    remaining = isOver ? count : Math.min(remaining, count);
    // A window may open with its first request, so that a guessed end is too early.
    const seenEnd = now + seen.resetMs;
    resetsAt = isOver || isGuess ? seenEnd : Math.min(resetsAt, seenEnd);
    isGuess = false;
  };

  return async (signal, send) => {
    for (;;) {
      const now = performance.now();
      if (now >= resetsAt) startWindow(now);
      const waitMs = resetsAt - now;
      if (remaining > 0 || waitMs > maxWaitMs) break;
      const awaited = resetsAt;
      await sleep(waitMs, signal);
      // The wait is over even if the clock stands still, as a test's fake clock may.
      if (resetsAt === awaited) startWindow(performance.now());
    }
    remaining -= 1;
    const request = { sentAt: performance.now() };
    underWay.add(request);
    const sent = await send().finally(() => underWay.delete(request));
    if (sent.response) observe(sent.response, request);
    return sent;
  };
}
