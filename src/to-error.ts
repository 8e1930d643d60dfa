import { cutText } from './body.js';
import { defined } from './defined.js';
import { readErrorItems } from './error-items.js';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from './errors.js';
import type { ConfluentError } from './errors.js';
import { foldText } from './fold-text.js';
import type { Outcome } from './outcome.js';
import { rateLimitOf } from './rate-limit.js';
import { redact, redactCause } from './redact.js';
import { readRetryAfter } from './retry-after.js';
import { isRetryable } from './retry.js';
import { DEADLINE_PASSED } from './timing.js';

/** The request that an outcome is of. */
export interface Asked {
  method: string;
  path: string;
  /** The path with its parameters. */
  realPath: string;
  attempts: number;
  timeoutMs: number;
}

/**
 * The error that an outcome is.
 *
 * @param problem What is wrong with a good answer, if that is what failed.
 */
export function toError(
  { realPath, timeoutMs, ...asked }: Asked,
  { url, secrets, response, body, fault }: Outcome,
  problem?: string,
): ConfluentError {
  const { status = 0, statusText, headers } = response ?? {};
  const requestId = headers?.get('x-request-id');
  const facts = {
    ...asked,
    url: redact(url, secrets),
    requestId,
    retryable: problem === undefined && isRetryable(asked.method, status),
  };
  const say = (what: string, notes: Record<string, string | undefined> = {}): string => {
    const told = Object.entries(defined({ ...notes, request: requestId }))
      .map(([name, value]) => `${name} ${foldText(value)}`)
      .join(', ');
    const trail = told && ` (${told})`;
    return redact(`${asked.method} ${realPath}: ${foldText(what)}${trail}`, secrets);
  };

  if (response && !response.ok) {
    const rateLimit = rateLimitOf(response);
    const kept = typeof body === 'string' ? cutText(body) : body;
    const errors = readErrorItems(kept);
    const { code = statusText, title, detail = title, parameter, pointer } = errors[0] ?? {};
    const message = say(`${status} ${code}${detail ? `: ${detail}` : ''}`, { parameter, pointer });
    return new ConfluentApiError(message, {
      ...facts,
      status,
      errors,
      body: kept === '' ? undefined : kept,
      headers: response.headers,
      retryAfterMs: readRetryAfter(response, Date.now()),
      rateLimit: Object.keys(rateLimit).length > 0 ? rateLimit : undefined,
    });
  }
  if (problem !== undefined) {
    const text = cutText(redact(String(body), secrets));
    return new ConfluentResponseError(say(`${status}, but ${problem}`), { ...facts, body: text });
  }
  if (fault === DEADLINE_PASSED) {
    const message = say(`no complete answer within ${timeoutMs} ms`);
    return new ConfluentTimeoutError(message, { ...facts, timeoutMs });
  }
  const cause = redactCause(fault, secrets);
  return new ConfluentConnectionError(say(`no complete answer: ${describe(cause)}`), {
    ...facts,
    cause,
  });
}

/** fetch itself says no more than 'fetch failed': the reason is its cause. */
function describe(fault: unknown): string {
  const { cause = fault } = Object(fault) as { cause?: unknown };
  const { message, code } = Object(cause) as { message?: unknown; code?: unknown };
  return String([message, code, cause].find(Boolean));
}
