import type { ConfluentError, ErrorDetails, WalkPosition } from '../errors/errors.js';
import { formatMessage } from '../errors/message.js';
import { redactData } from '../errors/redact.js';
import type { Attempt } from './send-attempt.js';
import type { PreparedCall } from './prepare-call.js';
import type { RetryDecision } from './retry.js';

/** Why an attempt gives no result, and what the error tells besides its call. Without secrets. */
export interface Failure extends Omit<
  ErrorDetails,
  'message' | 'method' | 'path' | 'url' | 'attempts'
> {
  readonly kind: 'failure';
  readonly ErrorClass: new (details: ErrorDetails) => ConfluentError;
  readonly reason: string;
  /** Further facts for the end of the message. */
  readonly notes?: readonly (string | undefined)[];
}

/** Creates the error of a failed attempt. Nothing in it holds a secret of the request. */
export function createError(
  { kind: _, ErrorClass, reason, notes = [], ...details }: Failure,
  { response, url, redact }: Attempt,
  call: PreparedCall & { readonly attempts: number; readonly retry: RetryDecision },
): ConfluentError {
  const { method, path, filledPath, walk, attempts, retry } = call;
  const stopReason = retry.kind === 'stop' && retry.reason;
  const requestId = redact(response?.headers.get('x-request-id') ?? '');
  // After a redirect, the request that failed is not the one that was sent.
  const { host } = new URL(url);
  const responder = response?.redirected ? new URL(response.url, url).host : host;
  const message = formatMessage(`${method} ${redact(filledPath)}`, reason, [
    ...notes,
    stopReason,
    (attempts > 1 || stopReason) && `attempts ${attempts}`,
    responder !== host && `redirected to ${responder}`,
    requestId && `request ${requestId}`,
  ]);
  return new ErrorClass({
    message,
    method,
    path,
    url: redact(url),
    attempts,
    requestId: requestId || undefined,
    // A copy has the same properties.
    walk: redactData(walk, redact) as WalkPosition | undefined,
    ...details,
  });
}
