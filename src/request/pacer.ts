import { rateLimitOf } from '../rate-limit.js';
import type { FetchFunction, Settings } from '../options.js';
import { sleep } from './timing.js';
import type { OptionalSignal } from './timing.js';

/**
 * Sends a request when the server's rate limit window has room for it.
 *
 * @param send Gets the client's fetch, to call it once at most. Without that call, nothing is taken
 * from the window when `send` ends, but calls that wait for a place wait until the window resets. A
 * response that does not come from this fetch tells nothing about the window.
 * @throws What `send` throws; the signal's reason as soon as it aborts.
 */
export type Pace = <Sent>(
  signal: OptionalSignal,
  send: (fetch: FetchFunction) => Promise<Sent>,
) => Promise<Sent>;

/** A request that has no response yet. */
interface RequestUnderWay {
  readonly sentAt: number;
}

/**
 * Creates a pacer, which knows the window from the responses. Its clock is monotonic.
 *
 * Each request takes one from the window before its response arrives. The pacer believes the lowest
 * count that it saw in a window: the server does not count the requests still on their way, and the
 * client does not count those of other clients. X-RateLimit-Reset is rounded to seconds, so the
 * earliest end seen is used. A new window is assumed to be like the last. A request sent shortly
 * before it begins may be counted in it, so it is subtracted.
 *
 * A window that resets later than `maxRetryDelayMs` is not waited for: the request is sent anyway.
 */
export function createPacer({ fetch, pacing, maxRetryDelayMs }: Settings): Pace {
  const maxWaitMs = pacing ? maxRetryDelayMs : 0;
  let limit = Infinity;
  let remaining = Infinity;
  let periodMs = 0;
  let resetsAt = Infinity;
  let startedAt = 0;
  /** Whether the end of the window is a guess, because no response of it has arrived. */
  let isGuess = true;
  const underWay = new Set<RequestUnderWay>();
  /** Requests that have a place in the window, but are not sent yet, and may never be. */
  let reserved = 0;

  const startWindow = (now: number): void => {
    remaining = limit;
    for (const { sentAt } of underWay) {
      if (sentAt > now - periodMs / 2) remaining -= 1;
    }
    resetsAt = now + periodMs;
    startedAt = now;
    isGuess = true;
  };

  const observe = (response: Response, sentAt: number): void => {
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
      if (remaining > reserved || waitMs > maxWaitMs) break;
      const awaited = resetsAt;
      await sleep(waitMs, signal);
      // The wait is over even if the clock stands still, as a test's fake clock may.
      if (resetsAt === awaited) startWindow(performance.now());
    }
    reserved += 1;
    let sent: RequestUnderWay | undefined;
    let response: Response | undefined;
    return send(async (request) => {
      sent = { sentAt: performance.now() };
      underWay.add(sent);
      remaining -= 1;
      reserved -= 1;
      response = await fetch(request);
      return response;
    }).finally(() => {
      if (!sent) {
        reserved -= 1;
        return;
      }
      underWay.delete(sent);
      if (response) observe(response, sent.sentAt);
    });
  };
}
