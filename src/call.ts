import createClient from 'openapi-fetch';
import { attempt } from './attempt.js';
import type { CallInit } from './attempt.js';
import { ConfluentError } from './errors.js';
import { judge } from './judge.js';
import type { Check } from './judge.js';
import type { Method, Result } from './operation.js';
import { createPacer } from './pacer.js';
import { fillPath } from './path.js';
import type { PathParameters } from './path.js';
import { retryDelay } from './retry.js';
import type { Settings } from './settings.js';
import { MAX_TIMER_MS, sleep, withDeadline } from './timing.js';

/**
 * Calls an operation: paced, attempted, judged, repeated.
 *
 * @param check Says what is wrong with the data, if anything is.
 * @throws {TypeError} On a path parameter that cannot be.
 * @throws {ConfluentError} For what the server or the network did.
 */
export type Call = <D>(
  method: Method,
  path: string,
  init?: CallInit,
  check?: Check<D>,
) => Promise<Result<D>>;

/** Makes the calls of one client. */
export function createCall(settings: Settings): Call {
  const { baseUrl, userAgent, timeoutMs, maxRetries, maxRetryDelayMs, onRetry } = settings;
  const headers = { 'User-Agent': userAgent };
  // Throws at once on what no header can hold.
  new Headers(headers);
  const client = createClient<Record<string, Record<Lowercase<Method>, object>>>({
    baseUrl,
    headers,
  });
  client.use(...settings.middleware);
  const pacer = createPacer(settings.pacing ? maxRetryDelayMs : 0);

  return async (method, path, init = {}, check) => {
    const { params, signal } = init;
    const realPath = fillPath(path, (params as { path?: PathParameters } | undefined)?.path);
    for (let attempts = 1; ; attempts++) {
      await pacer.take(signal);
      const outcome = await attempt(client, settings, method, path, realPath, init);
      if (outcome.response) pacer.observe(outcome.response);
      const result = judge({ method, path, realPath, attempts, timeoutMs }, outcome, check);
      if (!(result instanceof ConfluentError)) return result;

      const { retryAfterMs = 0 } = result as { retryAfterMs?: number };
      if (!result.retryable || attempts > maxRetries || retryAfterMs > maxRetryDelayMs)
        throw result;
      const delayMs = retryDelay(attempts, retryAfterMs, maxRetryDelayMs, Math.random());
      await withDeadline(MAX_TIMER_MS, signal, async (signal) => {
        await onRetry?.({ attempt: attempts, delayMs, error: result });
        await sleep(delayMs, signal);
      });
    }
  };
}
