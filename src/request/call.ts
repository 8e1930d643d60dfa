import { bearerAuthorization } from '../credentials.js';
import type { Authorization } from '../credentials.js';
import type { RetryEvent, Settings } from '../options.js';
import type { CallResult } from '../types.js';
import { createSendAttempt } from './attempt.js';
import type { Attempt, SendAttempt } from './attempt.js';
import { interpretAttempt } from './interpret-attempt.js';
import type { Validate } from './interpret-attempt.js';
import { createPacer } from './pacer.js';
import { prepareCall } from './prepare-call.js';
import type { CallRequest, PreparedCall } from './prepare-call.js';
import { sleep, untilAborted, withDeadline } from './timing.js';

/**
 * Calls an operation: paces, sends an attempt, interprets it, and retries.
 *
 * @param validate Checks the data of a 2xx.
 * @throws {TypeError} For a wrong path parameter, before anything is sent.
 * @throws {ConfluentError} For what the server or the network did.
 */
export type Call = (request: CallRequest, validate?: Validate) => Promise<CallResult<unknown>>;

/** Creates the function that makes the calls of one client. */
export function createCall(settings: Settings): Call {
  const sendAttempt = createSendAttempt(settings);
  const pacer = createPacer(settings.pacing ? settings.maxRetryDelayMs : 0);

  const sendPaced: SendAttempt = async (call, renewed) => {
    const release = await pacer.acquire(call.init.signal);
    let response: Response | undefined;
    try {
      const attempt = await sendAttempt(call, renewed);
      ({ response } = attempt);
      return attempt;
    } finally {
      release(response);
    }
  };

  return async (request, validate) => {
    const call = prepareCall(request, settings);
    const { signal } = call.init;
    let renewed: Authorization | undefined;
    let hasRenewed = false;

    for (let attempts = 1; ; attempts++) {
      const attempt = await sendPaced(call, renewed);
      const interpretation = interpretAttempt(attempt, { call, attempts, validate });
      if (interpretation.kind === 'result') return interpretation.result;

      const { error, retry } = interpretation;
      call.earlierSecrets.push(...(attempt.authorization?.secrets ?? []));
      renewed = hasRenewed ? undefined : await renewToken(attempt, call);
      if (!renewed && retry.kind === 'stop') throw error;
      hasRenewed ||= renewed !== undefined;
      const delayMs = renewed || retry.kind === 'stop' ? 0 : retry.delayMs;
      await untilAborted(signal, reportRetry(settings, { attempt: attempts, delayMs, error }));
      await sleep(delayMs, signal);
    }
  };
}

async function reportRetry({ onRetry }: Settings, event: RetryEvent): Promise<void> {
  await onRetry?.(event);
}

/**
 * Asks the token function for another token after a 401. Returns undefined if the response is no
 * 401, if there is no function, or if the function returns the refused token or takes too long.
 */
async function renewToken(
  { authorization, response }: Attempt,
  { init, settings }: PreparedCall,
): Promise<Authorization | undefined> {
  const { credentials, timeoutMs } = settings;
  const refused = authorization?.token;
  if (response?.status !== 401 || refused === undefined || credentials.kind !== 'function') {
    return undefined;
  }
  const renewal = async (): Promise<string> => credentials.getToken(refused);
  const timed = await withDeadline(timeoutMs, init.signal, renewal);
  if (timed.kind === 'timeout' || timed.value === refused) return undefined;
  return bearerAuthorization(timed.value);
}
