import type { ConfluentError } from './errors.js';
import type { Result } from './operation.js';
import type { Outcome } from './outcome.js';
import { toError } from './to-error.js';
import type { Asked } from './to-error.js';

/** Says what is wrong with the data of a good answer, if anything is. */
export type Check<D> = (data: D) => string | undefined;

/**
 * Decides what an attempt came to, in this one place: a result, or the error that it is.
 *
 * Success is a status of 2xx, a body that came whole and parses, and data that passes the check. No
 * body is fine with a 204, and for methods that promise none.
 */
export function judge<D>(
  asked: Asked,
  outcome: Outcome,
  check: Check<D> | undefined,
): Result<D> | ConfluentError {
  const { response, body } = outcome;
  if (!response?.ok || body === undefined) return toError(asked, outcome);
  const isEmpty = body === '' && (response.status === 204 || asked.method !== 'GET');
  try {
    const data = (isEmpty ? undefined : JSON.parse(body as string)) as D;
    const problem = check?.(data);
    return problem === undefined ? { data, response } : toError(asked, outcome, problem);
  } catch {
    return toError(asked, outcome, 'not JSON');
  }
}
