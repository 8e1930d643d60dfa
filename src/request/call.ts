import { bearerAuthorization } from '../credentials.js';
import type { Authorization } from '../credentials.js';
import { ConfluentApiError } from '../errors/errors.js';
import type { ConfluentError, WalkPosition } from '../errors/errors.js';
import type { RetryEvent, Settings } from '../options.js';
import type { CallResult, Method } from '../types.js';
import { createSendAttempt } from './attempt.js';
import type { Attempt, AttemptRequest } from './attempt.js';
import type { CopiedInit } from './copy-init.js';
import { interpretAttempt } from './interpret-attempt.js';
import type { Validate } from './interpret-attempt.js';
import { createPacer } from './pacer.js';
import { checkPathParameters, fillPath } from './path.js';
import { sleep, untilAborted, withDeadline } from './timing.js';
import type { OptionalSignal } from './timing.js';

/** One call of an operation. */
export interface CallRequest {
  readonly method: Method;
  /** The path template. */
  readonly path: string;
  readonly init: CopiedInit;
  /** The position of the walk that needs this call, for its error. */
  readonly walk?: WalkPosition;
  readonly validate?: Validate;
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
  const sendAttempt = createSendAttempt(settings);
  const pacer = createPacer(settings.pacing ? settings.maxRetryDelayMs : 0);

  const sendPaced = async (request: AttemptRequest): Promise<Attempt> => {
    await pacer.acquire(request.init.signal);
    let response: Response | undefined;
    try {
      const attempt = await sendAttempt(request);
      ({ response } = attempt.outcome);
      return attempt;
    } finally {
      pacer.release(response);
    }
  };

  const reportRetry = async (event: RetryEvent, signal: OptionalSignal): Promise<void> => {
    const { onRetry } = settings;
    if (onRetry) await untilAborted(signal, Promise.resolve(onRetry(event)));
  };

  return async ({ method, path, init, walk, validate }) => {
    const { signal } = init;
    const pathParameters = checkPathParameters(path, init.params.path ?? {});
    const filledPath = fillPath(path, pathParameters);
    const url = settings.baseUrl + filledPath;
    let renewed: Authorization | undefined;
    let hasRenewed = false;

    for (let attempts = 1; ; attempts++) {
      const request = { method, path, pathParameters, url, init, authorization: renewed };
      const attempt = await sendPaced(request);
      const context = { method, path, filledPath, attempts, walk, settings };
      const interpretation = interpretAttempt(attempt, context, validate);
      if (interpretation.kind === 'result') return interpretation.result;

      const { error, retry } = interpretation;
      renewed = hasRenewed ? undefined : await renewToken(settings, { attempt, error, signal });
      if (renewed) {
        hasRenewed = true;
        await reportRetry({ attempt: attempts, delayMs: 0, error }, signal);
        continue;
      }
      if (retry.kind === 'stop') throw error;
      await reportRetry({ attempt: attempts, delayMs: retry.delayMs, error }, signal);
      await sleep(retry.delayMs, signal);
    }
  };
}

/**
 * Asks the token function for another token after a 401. Returns undefined if there is no function,
 * if the response is no 401, or if the function returns the refused token or takes too long.
 */
async function renewToken(
  { credentials, timeoutMs }: Settings,
  { attempt, error, signal }: { attempt: Attempt; error: ConfluentError; signal: OptionalSignal },
): Promise<Authorization | undefined> {
  if (!(error instanceof ConfluentApiError) || error.status !== 401) return undefined;
  const refused = attempt.authorization?.token;
  if (credentials.kind !== 'token function' || refused === undefined) return undefined;
  const asked = await withDeadline(timeoutMs, signal, async () => credentials.getToken(refused));
  if (asked.kind === 'timeout' || asked.value === refused) return undefined;
  return bearerAuthorization(asked.value);
}
