import type { CallResult } from '../types.js';
import type { Attempt } from './attempt.js';
import { createError } from './create-error.js';
import type { CreatedError } from './create-error.js';
import type { PreparedCall } from './prepare-call.js';

/** Returns what is wrong with the data of a 2xx, or undefined if nothing is. */
export type Validate = (data: unknown) => string | undefined;

/** What an attempt means for its call. */
export type Interpretation =
  { readonly kind: 'result'; readonly result: CallResult<unknown> } | CreatedError;

/**
 * Decides what an attempt means: a result, or an error and whether it is retried.
 *
 * A result is a 2xx whose whole body is JSON that passes `validate`. The body may be empty for a
 * 204, and for all methods but GET.
 */
export function interpretAttempt(
  attempt: Attempt,
  {
    call,
    attempts,
    validate,
  }: { call: PreparedCall; attempts: number; validate: Validate | undefined },
): Interpretation {
  switch (attempt.kind) {
    case 'success': {
      const { response, text } = attempt;
      const mayBeEmpty = response.status === 204 || call.method !== 'GET';
      const body = parseBody(text, mayBeEmpty);
      const problem = body.kind === 'data' ? validate?.(body.data) : body.problem;
      if (problem !== undefined) {
        return createError({ ...attempt, kind: 'unexpected', problem }, call, attempts);
      }
      return { kind: 'result', result: { data: body.data, response } };
    }
    case 'failure':
    case 'fault':
    case 'timeout':
    case 'unexpected':
      return createError(attempt, call, attempts);
  }
}

type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'problem'; readonly data?: undefined; readonly problem: string };

function parseBody(text: string, mayBeEmpty: boolean): ParsedBody {
  try {
    const data: unknown = text === '' && mayBeEmpty ? undefined : JSON.parse(text);
    return { kind: 'data', data };
  } catch {
    const problem = text === '' ? 'the body is empty' : 'the body is not JSON';
    return { kind: 'problem', problem };
  }
}
