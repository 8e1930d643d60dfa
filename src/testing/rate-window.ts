/** Counts one request, and gives the headers that tell of the window: with Retry-After if full. */
export type RateWindow = () => Record<string, string>;

/** A window opens with the first request after the last one closed, as fixed windows do. */
export function createRateWindow(limit: number, windowMs: number): RateWindow {
  let used = 0;
  let endsAt = -Infinity;
  return () => {
    const now = Date.now();
    if (now >= endsAt) [used, endsAt] = [0, now + windowMs];
    used += 1;
    const reset = String(Math.ceil((endsAt - now) / 1000));
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - used)),
      'X-RateLimit-Reset': reset,
      ...(used > limit && { 'Retry-After': reset }),
    };
  };
}
