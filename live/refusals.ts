import { ConfluentError } from 'confluent-connect-plugins';
import { describeBody } from './describe-body.js';
import { connect } from './connect.js';
import type { Connection, Observation, Parameters } from './connect.js';
import { declaredResponse, pathParametersOf, requiredQueryOf } from './contract.js';
import type { Contract } from './contract.js';
import type { Validate } from './validate.js';
import { describeError, idsOf, parentOf } from './walk-lists.js';
import type { ListCheck } from './walk-lists.js';

/** What is wrong with a request. */
export type RequestFault =
  | { readonly kind: 'wrong key' }
  /** Nothing has the id in the path parameter `name`. */
  | { readonly kind: 'unknown id'; readonly name: string }
  /** The id in the path is that of an item of the list `otherPath`. */
  | { readonly kind: 'foreign id'; readonly otherPath: string };

/** A request that should be refused. */
export interface Attempt {
  readonly path: string;
  readonly fault: RequestFault;
  readonly parameters: Parameters;
}

/** What came back for a request that should be refused. */
export type Refusal = Attempt &
  (
    | {
        readonly kind: 'response';
        readonly status: number;
        readonly isDeclared: boolean;
        readonly body: string;
      }
    | { readonly kind: 'failed'; readonly reason: string }
  );

/** An id and a key that nothing has. */
const UNKNOWN_ID = 'ccp-000000';
const WRONG_KEY = { apiKey: 'WRONGKEYWRONGKEY', apiSecret: 'wrong-secret' };

/** Lists the requests that should be refused, for all lists that were not skipped. */
export function planRefusals(
  contract: Contract,
  checks: readonly ListCheck[],
  query: Readonly<Record<string, string>>,
): Attempt[] {
  const walked = checks.filter(({ kind }) => kind === 'walked');
  return walked.flatMap(({ path }) => {
    const names = pathParametersOf(path);
    const fill = (id: string): Parameters => ({
      path: Object.fromEntries(names.map((name) => [name, id])),
      query: Object.fromEntries(
        requiredQueryOf(contract, path).map((name) => [name, query[name] ?? '']),
      ),
    });
    const parameters = fill(UNKNOWN_ID);
    const wrongKey: Attempt = { path, fault: { kind: 'wrong key' }, parameters };
    const name = names.at(-1);
    if (name === undefined) return [wrongKey];
    const unknownId: Attempt = { path, fault: { kind: 'unknown id', name }, parameters };
    return [wrongKey, unknownId, ...planForeignIds(path, walked, fill)];
  });
}

/** Lists the requests for the id of an item that only another list has. */
function planForeignIds(
  path: string,
  checks: readonly ListCheck[],
  fill: (id: string) => Parameters,
): Attempt[] {
  const parent = parentOf(path);
  const known = new Set(idsOf(checks.find((check) => check.path === parent)));
  return checks.flatMap((other) => {
    if (other.path === parent || pathParametersOf(other.path).length > 0) return [];
    const id = idsOf(other).find((candidate) => !known.has(candidate));
    if (id === undefined) return [];
    const fault = { kind: 'foreign id', otherPath: other.path } as const;
    return [{ path, fault, parameters: fill(id) }];
  });
}

/** Sends a request that should be refused. */
export async function tryRefusal(
  attempt: Attempt,
  {
    contract,
    validate,
    connection,
  }: {
    contract: Contract;
    validate: Validate;
    connection: Connection;
  },
): Promise<{ refusal: Refusal; observations: readonly Observation[] }> {
  const { path, parameters, fault } = attempt;
  const { client, observations } = connect(
    fault.kind === 'wrong key' ? { ...connection, ...WRONG_KEY } : connection,
  );
  let reason = 'no response';
  try {
    await client.GET(path, { params: parameters });
  } catch (error) {
    if (!(error instanceof ConfluentError)) throw error;
    reason = describeError(error);
  }
  const last = observations.at(-1);
  if (last === undefined) return { refusal: { ...attempt, kind: 'failed', reason }, observations };
  const { status } = last;
  const isDeclared = declaredResponse(contract, path, status).kind === 'declared';
  const body = describeBody(last, contract, validate);
  return { refusal: { ...attempt, kind: 'response', status, isDeclared, body }, observations };
}
