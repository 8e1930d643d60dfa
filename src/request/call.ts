import type { Authorization } from '../credentials.js';
import type { WalkPosition } from '../errors/errors.js';
import type { Settings } from '../options.js';
import type { CallResult, Method } from '../types.js';
import { createSendAttempt } from './attempt.js';
import type { CopiedInit } from './copy-init.js';
import { createError } from './create-error.js';
import { fillPath } from './fill-path.js';
import { interpretAttempt } from './interpret-attempt.js';
import { createPacer } from './pacer.js';
import { decideRetry } from './retry.js';
import type { RetryDecision } from './retry.js';
import { sleep, withDeadline } from './timing.js';

/** One call of an operation. */
export interface CallRequest {
  readonly method: Method;
  /** The path template. */
  readonly path: string;
  readonly init: CopiedInit;
  /**
   * Whether sending the request twice does no more than sending it once. Default: true, except for
   * POST and PATCH.
   */
  readonly isIdempotent?: boolean;
  /** Returns what is wrong with the data of a 2xx, or undefined if nothing is. */
  readonly validate?: (data: unknown) => string | undefined;
  /** Texts that no error may hold, besides the credentials; `validate` may add to them. */
  readonly secrets?: Set<string>;
  /** The position of the walk that needs this call, for its error. */
  readonly walk?: WalkPosition;
}

/** A call whose path parameters are checked. */
export interface PreparedCall extends CallRequest {
  readonly settings: Settings;
  /** The path with its parameters filled in: what was checked is what is sent. */
  readonly filledPath: string;
  /** Secrets of all attempts, added before each one: a server may send back an earlier one. */
  readonly secrets: Set<string>;
}

/**
 * Calls an operation: paces, sends an attempt, interprets it, and retries.
 *
 * @throws {TypeError} For a wrong path parameter, before anything is sent.
 * @throws {ConfluentError} For what the server or the network did.
 */
export type Call = (request: CallRequest) => Promise<CallResult<unknown>>;

/** Creates the function that makes the calls of one client. */
export function createCall(settings: Settings): Call {
  const { authorize, timeoutMs, maxRetryDelayMs, onRetry } = settings;
  const sendAttempt = createSendAttempt(settings);
  const pace = createPacer(settings.pacing ? maxRetryDelayMs : 0);

  return async (request) => {
    const { init, path } = request;
    const { signal } = init;
    const filledPath = fillPath(path, init.params.path);
    const call = {
      ...request,
      settings,
      filledPath,
      secrets: request.secrets ?? new Set<string>(),
    };

    /** Asks for another authorization after a 401; undefined if there is none, or none in time. */
    const renew = async (refused: Authorization): Promise<Authorization | undefined> => {
      const timed = await withDeadline(timeoutMs, signal, async () => authorize(refused));
      const isNew = timed.kind === 'done' && timed.value.header !== refused.header;
      return isNew ? timed.value : undefined;
    };

    let renewed: Authorization | undefined;
    let mayRenew = true;
    for (let attempts = 1; ; attempts++) {
      const attempt = await pace(signal, async () => sendAttempt(call, renewed));
      const interpretation = interpretAttempt(attempt, call);
      if (interpretation.kind === 'result') return interpretation.result;

      renewed = undefined;
      if (mayRenew && attempt.authorization && attempt.response?.status === 401) {
        mayRenew = false;
        renewed = await renew(attempt.authorization);
      }
      const retry: RetryDecision = renewed
        ? { kind: 'retry', delayMs: 0 }
        : decideRetry({ ...settings, ...interpretation.details, attempts });
      const error = createError(interpretation, attempt, { ...call, attempts, retry });
      if (retry.kind === 'stop') throw error;
      const { delayMs } = retry;
      await withDeadline(Infinity, signal, async () => {
        await onRetry({ attempt: attempts, delayMs, error });
      });
      await sleep(delayMs, signal);
    }
  };
}
