import { readErrorItems } from '../errors/error-items.js';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from '../errors/errors.js';
import { redactBody } from '../errors/redact.js';
import { rateLimitOf } from '../rate-limit.js';
import type { CallResult } from '../types.js';
import type { Attempt } from './send-attempt.js';
import type { BodyText } from './read-response-body.js';
import type { PreparedCall } from './prepare-call.js';
import type { Failure } from './create-error.js';
import { explainFault } from './explain-fault.js';
import { isRetryable } from './retry.js';
import { readRetryAfter } from './retry-after.js';

/** What an attempt means for its call. */
export type Interpretation =
  { readonly kind: 'result'; readonly result: CallResult<unknown> } | Failure;

/**
 * Decides what an attempt means: a result, or why there is none.
 *
 * A result is a 2xx whose whole body is JSON that passes `validate`. The body may be empty for a
 * 204, and for all methods but GET.
 */
export function interpretAttempt(attempt: Attempt, call: PreparedCall): Interpretation {
  switch (attempt.kind) {
    case 'success': {
      const { response, body } = attempt;
      const mayBeEmpty = response.status === 204 || call.method !== 'GET';
      const parsed = parseBody(body, mayBeEmpty);
      const problem = parsed.kind === 'data' ? call.validate?.(parsed.data) : parsed.problem;
      if (problem === undefined) {
        return { kind: 'result', result: { data: parsed.data, response } };
      }
      return {
        kind: 'failure',
        ErrorClass: ConfluentResponseError,
        reason: `${response.status}, but ${problem}`,
        retryable: false,
        body: redactBody(body.text, attempt.redact) ?? '',
      };
    }
    case 'failure': {
      const { response, redact } = attempt;
      const { status, statusText } = response;
      const { text } = attempt.body;
      const parsed = parseBody({ kind: 'whole', text }, true);
      const body = redactBody(parsed.kind === 'data' ? parsed.data : text, redact);
      const errors = readErrorItems(body);
      const [first = {}] = errors;
      const { code = redact(statusText), title, detail = title, resolution } = first;
      const texts = [detail, resolution].filter(Boolean).join(' ');
      const rateLimit = rateLimitOf(response);
      return {
        kind: 'failure',
        ErrorClass: ConfluentApiError,
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
      const { reason, cure } = explainFault(fault);
      return {
        kind: 'failure',
        ErrorClass: ConfluentConnectionError,
        reason: `no complete response: ${reason}`,
        notes: [cure],
        retryable: !cure && isRetryable(call),
        cause: fault,
      };
    }
    case 'timeout': {
      const { timeoutMs } = call.settings;
      return {
        kind: 'failure',
        ErrorClass: ConfluentTimeoutError,
        reason: `no ${attempt.awaited} within ${timeoutMs} ms`,
        retryable: isRetryable(call),
        timeoutMs,
      };
    }
  }
}

type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'problem'; readonly data?: undefined; readonly problem: string };

function parseBody({ kind, text }: BodyText, mayBeEmpty: boolean): ParsedBody {
  if (kind === 'cut') return { kind: 'problem', problem: 'the body is over 64 MiB' };
  try {
    const data: unknown = text === '' && mayBeEmpty ? undefined : JSON.parse(text);
    return { kind: 'data', data };
  } catch {
    return { kind: 'problem', problem: text === '' ? 'the body is empty' : 'the body is not JSON' };
  }
}
