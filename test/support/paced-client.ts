import type { ConfluentClient } from 'confluent-connect-plugins';
import { vi } from 'vitest';
import { connectToFetch } from './client.js';
import { CONNECTOR_PLUGINS_PATH } from './constants.js';

export interface PacedClient {
  confluent: ConfluentClient;
  /** Returns how many requests have been sent. */
  countRequests: () => number;
  /** Responds to the oldest request that has no response yet. */
  respond: (headers?: Record<string, string>) => Promise<void>;
}

/** Creates a client under fake time that has sent some requests, which have no response yet. */
export async function createPacedClient(
  requests: number,
  maxRetryDelayMs = 60_000,
): Promise<PacedClient> {
  let sent = 0;
  const pending: ((response: Response) => void)[] = [];
  const confluent = connectToFetch(
    async () => {
      sent += 1;
      return new Promise((resolve) => pending.push(resolve));
    },
    { maxRetryDelayMs, timeoutMs: 1_000_000 },
  );
  for (let i = 0; i < requests; i++) void confluent.GET(CONNECTOR_PLUGINS_PATH);
  await vi.advanceTimersByTimeAsync(0);
  return {
    confluent,
    countRequests: () => sent,
    respond: async (headers = {}) => {
      pending.shift()?.(Response.json({ data: [] }, { headers }));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

/** Returns the headers of a window that resets in a number of seconds. */
export const rateLimit = (
  limit: number,
  remaining: number,
  reset: number,
): Record<string, string> => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
  'X-RateLimit-Reset': String(reset),
});

/** Starts calls at once. Returns how many requests they have sent after each of the waits. */
export async function countAfter(
  { confluent, countRequests }: PacedClient,
  calls: number,
  waitsMs: number[],
): Promise<number[]> {
  const before = countRequests();
  for (let i = 0; i < calls; i++) void confluent.GET(CONNECTOR_PLUGINS_PATH);
  const counts: number[] = [];
  for (const ms of waitsMs) {
    await vi.advanceTimersByTimeAsync(ms);
    counts.push(countRequests() - before);
  }
  return counts;
}
