import { explainCause } from '../errors/cause.js';
import { readErrorItems } from '../errors/error-items.js';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from '../errors/errors.js';
import type { ConfluentError, ErrorDetails } from '../errors/errors.js';
import { formatMessage } from '../errors/message.js';
import { createRedact, redactData } from '../errors/redact.js';
import type { Redact } from '../errors/redact.js';
import { rateLimitOf } from '../rate-limit.js';
import type { Attempt } from './attempt.js';
import { cureOf } from './permanent-fault.js';
import type { PreparedCall } from './prepare-call.js';
import { decideRetry, isRetryable } from './retry.js';
import type { RetryDecision } from './retry.js';
import { readRetryAfter } from './retry-after.js';

/** The attempts that are errors. */
export type FailedAttempt = Exclude<Attempt, { kind: 'success' }>;

/** The error of an attempt, and whether it is retried. */
export interface CreatedError {
  readonly kind: 'error';
  readonly error: ConfluentError;
  readonly retry: RetryDecision;
}

const MAX_BODY_LENGTH = 8192;

const ERROR_CLASSES = {
  failure: ConfluentApiError,
  fault: ConfluentConnectionError,
  timeout: ConfluentTimeoutError,
  unexpected: ConfluentResponseError,
};

/**
 * Creates the error for an attempt that failed. Nothing in it holds a secret of the request.
 *
 * @param attempts The number of attempts so far.
 */
export function createError(
  attempt: FailedAttempt,
  call: PreparedCall,
  attempts: number,
): CreatedError {
  const { method, path, filledPath, walk, settings } = call;
  const redact = createRedact([...(attempt.authorization?.secrets ?? []), ...call.earlierSecrets]);
  const { reason, notes, ...details } = describe(attempt, call, redact);
  const retry = decideRetry({ ...settings, ...details, attempts, random: Math.random() });
  const stopReason = retry.kind === 'stop' && retry.reason;

  const requestId = redact(attempt.response?.headers.get('x-request-id') ?? '') || undefined;
  const message = formatMessage(`${method} ${redact(filledPath)}`, reason, [
    ...notes,
    stopReason,
    (attempts > 1 || stopReason) && `attempts ${attempts}`,
    redirectNote(attempt),
    requestId && `request ${requestId}`,
  ]);
  const error = new ERROR_CLASSES[attempt.kind]({
    message,
    method,
    path,
    url: redact(attempt.url),
    attempts,
    requestId,
    walk: walk && { ...walk, pageToken: walk.pageToken && redact(walk.pageToken) },
    ...details,
  });
  return { kind: 'error', error, retry };
}

/** What an attempt tells, without the call that it belongs to. */
interface Description extends Omit<
  ErrorDetails,
  'message' | 'method' | 'path' | 'url' | 'attempts'
> {
  readonly reason: string;
  /** Further facts for the end of the message. */
  readonly notes: readonly (string | undefined)[];
}

function describe(attempt: FailedAttempt, call: PreparedCall, redact: Redact): Description {
  switch (attempt.kind) {
    case 'failure': {
      const { response } = attempt;
      const { status, statusText } = response;
      const body = redactBody(attempt.body, redact);
      const errors = readErrorItems(body);
      const { code = redact(statusText), title, detail = title, ...first } = errors[0] ?? {};
      const texts = [detail, first.resolution].filter(Boolean).join(' ');
      const rateLimit = rateLimitOf(response);
      return {
        reason: `${status} ${code}`.trim() + (texts && `: ${texts}`),
        notes: [
          first.parameter && `parameter ${first.parameter}`,
          first.pointer && `pointer ${first.pointer}`,
        ],
        retryable: isRetryable(call, status),
        retryAfterMs: readRetryAfter(response, Date.now()),
        status,
        errors,
        body,
        headers: new Headers(
          Array.from(response.headers, ([name, value]): [string, string] => [name, redact(value)]),
        ),
        rateLimit: Object.keys(rateLimit).length > 0 ? rateLimit : undefined,
      };
    }
    case 'fault': {
      const { fault } = attempt;
      const cure = cureOf(fault);
      return {
        reason: `no complete response: ${explainCause(fault)}`,
        notes: [cure],
        retryable: !cure && isRetryable(call),
        cause: fault,
      };
    }
    case 'timeout': {
      const { timeoutMs } = call.settings;
      return {
        reason: `no complete response within ${timeoutMs} ms`,
        notes: [],
        retryable: isRetryable(call),
        timeoutMs,
      };
    }
    case 'unexpected':
      return {
        reason: `${attempt.response.status}, but ${attempt.problem}`,
        notes: [],
        retryable: false,
        body: redactBody(attempt.text, redact) ?? '',
      };
  }
}

/** After a redirect, the request that failed is not the one that was sent. */
function redirectNote({ url, response }: Attempt): string | undefined {
  if (!response?.redirected || !URL.canParse(response.url)) return undefined;
  const { host } = new URL(response.url);
  return host === new URL(url).host ? undefined : `redirected to ${host}`;
}

function redactBody(body: unknown, redact: Redact): unknown {
  if (typeof body !== 'string') return redactData(body, redact);
  return redact(body).slice(0, MAX_BODY_LENGTH) || undefined;
}
