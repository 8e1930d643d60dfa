/** Where a request stands in the current window of the rate limit. */
export interface RateStatus {
  isExceeded: boolean;
  /** The headers that tell the client about the window. */
  headers: Readonly<Record<string, string>>;
}

/**
 * Creates a function that counts a request and returns where it stands.
 *
 * A window opens with the first request after the last window closed. Time is that of
 * `performance.now()`: faked timers that advance it close the window, a frozen date does not hold it.
 */
export function createRateWindow(limit: number, windowMs: number): () => RateStatus {
  let used = 0;
  let endsAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now >= endsAt) [used, endsAt] = [0, now + windowMs];
    used += 1;
    const isExceeded = used > limit;
    const reset = String(Math.ceil(Math.round(endsAt - now) / 1000));
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - used)),
      'X-RateLimit-Reset': reset,
      ...(isExceeded && { 'Retry-After': reset }),
    };
    return { isExceeded, headers };
  };
}
