import type { Authorization } from '../credentials.js';
import type { Settings } from '../options.js';
import type { CallResult } from '../types.js';
import { createSendAttempt } from './send-attempt.js';
import { createError } from './create-error.js';
import { interpretAttempt } from './interpret-attempt.js';
import { createPacer } from './pacer.js';
import { prepareCall } from './prepare-call.js';
import type { CallRequest } from './prepare-call.js';
import { decideRetry, hasStream } from './retry.js';
import type { RetryDecision } from './retry.js';
import { sleep, withDeadline } from './timing.js';

/**
 * Calls an operation: paces, sends an attempt, interprets it, and retries.
 *
 * @throws {TypeError} For a wrong path or query parameter, before anything is sent.
 * @throws {ConfluentError} For what the server or the network did.
 */
export type Call = (request: CallRequest) => Promise<CallResult<unknown>>;

/** Creates the function that makes the calls of one client. */
export function createCall(settings: Settings): Call {
  const { authorize, timeoutMs, onRetry } = settings;
  const sendAttempt = createSendAttempt(settings);
  const pace = createPacer(settings);

  return async (request) => {
    const call = prepareCall(request, settings);
    const { signal } = call.init;

    /** Asks for another authorization; undefined if it is the same, or takes more than timeoutMs. */
    const renew = async (refused: Authorization): Promise<Authorization | undefined> => {
      const timed = await withDeadline(timeoutMs, signal, async () => authorize(refused));
      const isNew = timed.kind === 'done' && timed.value.header !== refused.header;
      return isNew ? timed.value : undefined;
    };

    let renewed: Authorization | undefined;
    let mayRenew = true;
    for (let attempts = 1; ; attempts++) {
      const attempt = await pace(signal, async (fetch) => sendAttempt(call, renewed, fetch));
      const interpretation = interpretAttempt(attempt, call);
      if (interpretation.kind === 'result') return interpretation.result;

      renewed = undefined;
      if (mayRenew && attempt.authorization && attempt.response?.status === 401) {
        mayRenew = false;
        renewed = await renew(attempt.authorization);
      }
      const retry: RetryDecision =
        renewed && !hasStream(call)
          ? { kind: 'retry', delayMs: 0 }
          : decideRetry({ ...settings, ...interpretation, attempts });
      const error = createError(interpretation, attempt, { ...call, attempts, retry });
      if (retry.kind === 'stop') throw error;
      const { delayMs } = retry;
      await withDeadline(timeoutMs, signal, async () => {
        await onRetry({ attempt: attempts, delayMs, error });
      });
      await sleep(delayMs, signal);
    }
  };
}
