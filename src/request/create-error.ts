import { explainCause } from '../errors/cause.js';
import { readErrorItems } from '../errors/error-items.js';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from '../errors/errors.js';
import type { ConfluentError, ErrorDetails, WalkPosition } from '../errors/errors.js';
import { formatMessage } from '../errors/message.js';
import { createRedact, redactData } from '../errors/redact.js';
import type { Redact } from '../errors/redact.js';
import type { Settings } from '../options.js';
import { rateLimitOf } from '../rate-limit.js';
import type { Method } from '../types.js';
import type { Attempt, AttemptOutcome } from './attempt.js';
import { cureOf } from './permanent-fault.js';
import { decideRetry, isRetryable } from './retry.js';
import type { RetryDecision } from './retry.js';
import { readRetryAfter } from './retry-after.js';

/** The call that an attempt belongs to. */
export interface CallContext {
  readonly method: Method;
  /** The path template. */
  readonly path: string;
  /** The path with its parameters filled in. */
  readonly filledPath: string;
  readonly attempts: number;
  readonly walk: WalkPosition | undefined;
  readonly settings: Settings;
}

/** The outcomes that are errors. */
export type FailedOutcome = Exclude<AttemptOutcome, { kind: 'success' }>;

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

/** Creates the error for an attempt that failed. Nothing in it holds a secret of the request. */
export function createError(
  outcome: FailedOutcome,
  attempt: Attempt,
  context: CallContext,
): CreatedError {
  const { method, path, filledPath, attempts, walk, settings } = context;
  const redact = createRedact(attempt.authorization?.secrets ?? []);
  const { reason, notes, ...description } = describe(outcome, context, redact);
  const retry = decideRetry({ ...settings, ...description, attempts, random: Math.random() });
  const stopReason = retry.kind === 'stop' ? retry.reason : undefined;

  const requestId = outcome.response?.headers.get('x-request-id');
  const message = formatMessage(`${method} ${redact(filledPath)}`, reason, [
    ...notes,
    stopReason,
    (attempts > 1 || stopReason) && `attempts ${attempts}`,
    redirectNote(attempt.url, outcome.response),
    requestId && `request ${redact(requestId)}`,
  ]);
  const error = new ERROR_CLASSES[outcome.kind]({
    message,
    method,
    path,
    url: redact(attempt.url),
    attempts,
    requestId: requestId && redact(requestId),
    walk: walk && { ...walk, pageToken: walk.pageToken && redact(walk.pageToken) },
    ...description,
  });
  return { kind: 'error', error, retry };
}

/** What an outcome tells, without the call that it belongs to. */
interface Description extends Omit<
  ErrorDetails,
  'message' | 'method' | 'path' | 'url' | 'attempts'
> {
  readonly reason: string;
  /** Further facts for the end of the message. */
  readonly notes: readonly (string | undefined)[];
}

function describe(
  outcome: FailedOutcome,
  { method, settings }: CallContext,
  redact: Redact,
): Description {
  switch (outcome.kind) {
    case 'failure': {
      const { response } = outcome;
      const { status, statusText } = response;
      const body = redactBody(outcome.body, redact);
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
        retryable: isRetryable(method, status),
        retryAfterMs: readRetryAfter(response, Date.now()),
        status,
        errors,
        body,
        headers: new Headers(
          Array.from(response.headers, ([name, value]) => [name, redact(value)]),
        ),
        rateLimit: Object.keys(rateLimit).length > 0 ? rateLimit : undefined,
      };
    }
    case 'fault': {
      const { fault } = outcome;
      const cure = cureOf(fault);
      return {
        reason: `no complete response: ${explainCause(fault)}`,
        notes: [cure],
        retryable: !cure && isRetryable(method, undefined),
        cause: fault,
      };
    }
    case 'timeout': {
      const { timeoutMs } = settings;
      return {
        reason: `no complete response within ${timeoutMs} ms`,
        notes: [],
        retryable: isRetryable(method, undefined),
        timeoutMs,
      };
    }
    case 'unexpected':
      return {
        reason: `${outcome.response.status}, but ${outcome.problem}`,
        notes: [],
        retryable: false,
        body: redactBody(outcome.text, redact) ?? '',
      };
  }
}

/** After a redirect, the request that failed is not the one that was sent. */
function redirectNote(url: string, response: Response | undefined): string | undefined {
  if (!response?.redirected || !URL.canParse(response.url)) return undefined;
  const { host } = new URL(response.url);
  return host === new URL(url).host ? undefined : `redirected to ${host}`;
}

function redactBody(body: unknown, redact: Redact): unknown {
  if (typeof body !== 'string') return redactData(body, redact);
  return redact(body).slice(0, MAX_BODY_LENGTH) || undefined;
}
