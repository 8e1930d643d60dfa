import {
  ConfluentApiError,
  ConfluentError,
  ConfluentResponseError,
} from 'confluent-connect-plugins';
import pMap from 'p-map';
import { isRecord } from '../src/values.js';
import type { AnyClient, Parameters } from './connect.js';
import { isConstant } from './describe-problem.js';
import { listPathsOf, pathParametersOf, requiredQueryOf } from './contract.js';
import type { Contract } from './contract.js';

/** A walk over one list, such as the versions of one plugin. */
export type Walk = { readonly parameters: Parameters } & (
  | {
      readonly kind: 'complete';
      readonly pages: number;
      readonly items: number;
      readonly ids: readonly string[];
    }
  /** The contract does not hold, says the client. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** The list could not be read to its end. */
  | { readonly kind: 'failed'; readonly reason: string }
);

/** The walks over the lists of one operation. */
export type ListCheck = { readonly path: string } & (
  | { readonly kind: 'skipped'; readonly reason: string }
  /** `found` is the number of lists that there are to walk. */
  | { readonly kind: 'walked'; readonly walks: readonly Walk[]; readonly found: number }
);

/** What a walk needs besides the client. */
export interface WalkOptions {
  /** The values of required query parameters, by name. */
  readonly query: Readonly<Record<string, string>>;
  /** The largest number of lists to walk for one operation. */
  readonly maxWalks: number;
}

const CONCURRENCY = 4;

/** Walks the lists of every list operation. The items of a list are the parents of those below it. */
export async function walkLists(
  client: AnyClient,
  contract: Contract,
  { query, maxWalks }: WalkOptions,
): Promise<ListCheck[]> {
  const checks: ListCheck[] = [];
  for (const path of listPathsOf(contract)) {
    const plan = planWalks(path, { required: requiredQueryOf(contract, path), query, checks });
    if (plan.kind === 'skipped') {
      checks.push({ path, ...plan });
      continue;
    }
    const walks = await pMap(
      plan.targets.slice(0, maxWalks),
      (parameters) => walkList(client, path, parameters),
      { concurrency: CONCURRENCY },
    );
    checks.push({ path, kind: 'walked', walks, found: plan.targets.length });
  }
  return checks;
}

/** Returns the path of the list whose items fill the last path parameter of a path. */
export function parentOf(path: string): string | undefined {
  const name = pathParametersOf(path).at(-1);
  return name === undefined ? undefined : path.slice(0, path.lastIndexOf(`/{${name}}`));
}

/** Returns the ids of the items of a list, from all its walks. */
export function idsOf(check: ListCheck | undefined): string[] {
  if (check?.kind !== 'walked') return [];
  return check.walks.flatMap((walk) => (walk.kind === 'complete' ? walk.ids : []));
}

/** Describes an error without any text that may name something of the organization. */
export function describeError(error: ConfluentError): string {
  if (error instanceof ConfluentApiError) return `status ${error.status}`;
  const code = findCode(error.cause);
  return code === undefined ? error.name : `${error.name} ${code}`;
}

/** Returns the code of the first cause that has one, such as ECONNREFUSED. */
function findCode(cause: unknown): string | undefined {
  if (!isRecord(cause)) return undefined;
  return isConstant(cause['code']) ? cause['code'] : findCode(cause['cause']);
}

type Plan =
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'possible'; readonly targets: readonly Parameters[] };

interface PlanOptions {
  /** The names of the query parameters that the operation requires. */
  readonly required: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  /** The lists before this one. */
  readonly checks: readonly ListCheck[];
}

function planWalks(path: string, { required, query, checks }: PlanOptions): Plan {
  const missing = required.find((name) => !query[name]);
  if (missing !== undefined) {
    return { kind: 'skipped', reason: `the query parameter ${missing} has no value` };
  }
  const ownQuery = Object.fromEntries(required.map((name) => [name, query[name] ?? '']));
  const name = pathParametersOf(path).at(-1);
  if (name === undefined) {
    return { kind: 'possible', targets: [{ path: {}, query: ownQuery }] };
  }
  const parent = checks.find((check) => check.path === parentOf(path));
  if (parent?.kind !== 'walked') {
    return { kind: 'skipped', reason: `no list gives the path parameter ${name}` };
  }
  const targets = parent.walks.flatMap((walk) =>
    walk.kind === 'complete'
      ? walk.ids.map((id) => ({ path: { ...walk.parameters.path, [name]: id }, query: ownQuery }))
      : [],
  );
  return { kind: 'possible', targets };
}

async function walkList(client: AnyClient, path: string, parameters: Parameters): Promise<Walk> {
  const ids: string[] = [];
  let [pages, items] = [0, 0];
  try {
    for await (const page of client.paginate(path, { params: parameters }).pages()) {
      pages += 1;
      items += page.items.length;
      for (const item of page.items) {
        const id = isRecord(item) ? item['id'] : undefined;
        if (typeof id === 'string' && id !== '') ids.push(id);
      }
    }
    return { kind: 'complete', parameters, pages, items, ids };
  } catch (error) {
    if (!(error instanceof ConfluentError)) throw error;
    const kind = error instanceof ConfluentResponseError ? 'unreadable' : 'failed';
    return { kind, parameters, reason: describeError(error) };
  }
}
