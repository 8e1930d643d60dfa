import type { CallResult } from '../types.js';
import type { Attempt } from './attempt.js';
import { createError } from './create-error.js';
import type { CallContext, CreatedError } from './create-error.js';

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
  context: CallContext,
  validate: Validate = () => undefined,
): Interpretation {
  const { outcome } = attempt;
  switch (outcome.kind) {
    case 'success': {
      const { response, text } = outcome;
      const mayBeEmpty = response.status === 204 || context.method !== 'GET';
      const body = parseBody(text, mayBeEmpty);
      const problem = body.kind === 'data' ? validate(body.data) : body.problem;
      if (body.kind === 'data' && problem === undefined) {
        return { kind: 'result', result: { data: body.data, response } };
      }
      return createError({ ...outcome, kind: 'unexpected', problem }, attempt, context);
    }
    case 'failure':
    case 'fault':
    case 'timeout':
    case 'unexpected':
      return createError(outcome, attempt, context);
  }
}

type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'problem'; readonly problem: string };

function parseBody(text: string, mayBeEmpty: boolean): ParsedBody {
  if (text === '') {
    return mayBeEmpty
      ? { kind: 'data', data: undefined }
      : { kind: 'problem', problem: 'the body is empty' };
  }
  try {
    return { kind: 'data', data: JSON.parse(text) };
  } catch {
    return { kind: 'problem', problem: 'the body is not JSON' };
  }
}
