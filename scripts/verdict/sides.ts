import type { Kind } from '../contract/fact.js';
import type { Contract } from '../merge/merge-contract.js';
import { partsOf, reachableNames, referredNames } from '../shared/references.js';

/**
 * Who writes what a fact describes: callers write requests, the server writes responses. Callers get
 * the body of an error response as `unknown`, so it is a side of its own. An exported type of such a
 * body is a type of the code that uses it, and so like one of a response.
 */
export type Side = 'request' | 'response' | 'error';

/** Returns the side of a fact that stands directly in an operation. */
export function sideOf(kind: Kind): Side {
  if (kind === 'error response') return 'error';
  // Code relies on servers, security and names as it relies on responses.
  return kind === 'parameter' || kind === 'request body' ? 'request' : 'response';
}

/**
 * Returns a function that tells the sides of a component schema in the contracts. A component that no
 * operation uses has both, because code may read and write its exported type.
 */
export function componentSides(...contracts: readonly Contract[]): (name: string) => Side[] {
  const parts = contracts.map(({ document }) => partsOf(document));
  const sent = parts.flatMap(({ parameters, requestBodies, schemas }) => [
    ...reachableNames([...parameters, ...requestBodies].flatMap(referredNames), schemas),
  ]);
  const received = parts.flatMap(({ responses, schemas }) => [
    ...reachableNames(responses.flatMap(referredNames), schemas),
  ]);
  return (name) => {
    const isSent = sent.includes(name);
    const isReceived = received.includes(name);
    if (isSent === isReceived) return ['request', 'response'];
    return isSent ? ['request'] : ['response'];
  };
}
