import type { Observation } from './connect.js';
import { declaredResponse } from './contract.js';
import type { Contract } from './contract.js';
import { groupByOperation } from './groups.js';

/** How often a declared header came with the responses of an operation. */
export interface HeaderCount {
  readonly path: string;
  readonly status: number;
  readonly header: string;
  readonly isRequired: boolean;
  /** The number of responses. */
  readonly total: number;
  readonly missing: number;
  /** The number of responses in which it should be an integer and is not. */
  readonly notInteger: number;
}

/** Counts the headers that the document declares. */
export function countHeaders(
  contract: Contract,
  observations: readonly Observation[],
): HeaderCount[] {
  return groupByOperation(observations).flatMap(({ path, status, responses }) => {
    const declared = declaredResponse(contract, path, status);
    if (declared.kind === 'undeclared') return [];
    return declared.headers.map(({ name, isRequired, isInteger }) => {
      const values = responses.map(({ headers }) => headers.get(name));
      const present = values.filter((value) => value !== null);
      const notInteger = isInteger ? present.filter((value) => !/^-?\d+$/.test(value)) : [];
      return {
        path,
        status,
        header: name,
        isRequired,
        total: values.length,
        missing: values.length - present.length,
        notInteger: notInteger.length,
      };
    });
  });
}
