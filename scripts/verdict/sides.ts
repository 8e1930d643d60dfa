import type { Kind } from '../contract/fact.js';
import type { Contract } from '../merge/merge-contract.js';
import { asObject, type JsonObject } from '../shared/json.js';
import { reachableNames, referredNames } from '../shared/references.js';

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
  const sent = contracts.flatMap(({ document }) => namesUsedBy(document, 'request'));
  const received = contracts.flatMap(({ document }) => namesUsedBy(document, 'response'));
  return (name) => {
    const isSent = sent.includes(name);
    const isReceived = received.includes(name);
    if (isSent === isReceived) return ['request', 'response'];
    return isSent ? ['request'] : ['response'];
  };
}

/** Returns the names of the components that the requests or the responses of a document use. */
function namesUsedBy({ paths, components }: JsonObject, side: 'request' | 'response'): string[] {
  const { schemas, responses: shared = null } = asObject(components);
  const operations = Object.values(asObject(paths)).flatMap((item) =>
    Object.values(asObject(item)).map(asObject),
  );
  const parts = operations.flatMap(({ parameters = null, requestBody = null, responses = null }) =>
    side === 'request' ? [parameters, requestBody] : [responses, shared],
  );
  return [...reachableNames(parts.flatMap(referredNames), asObject(schemas))];
}
