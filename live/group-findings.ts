import { groupBy } from '../scripts/shared/values.js';
import { declaredResponse } from './contract.js';
import type { Contract } from './contract.js';
import type { Observation } from './connect.js';
import { countEqual, groupByOperation } from './groups.js';
import { BODY_PATH, listPropertyPaths } from './property-path.js';
import type { Finding, Validate } from './validate.js';

/** The same finding in all responses of an operation. */
export interface FindingGroup {
  readonly kind: Finding['kind'];
  readonly path: string;
  readonly status: number;
  readonly property: string;
  readonly problem: string;
  readonly count: number;
  /** The number of values that could have had the problem. */
  readonly total: number;
}

/** Compares the bodies of all responses with their schemas and counts equal findings. */
export function groupFindings(
  contract: Contract,
  validate: Validate,
  observations: readonly Observation[],
): FindingGroup[] {
  return groupByOperation(observations).flatMap(({ path, status, responses }) => {
    const declared = declaredResponse(contract, path, status);
    if (declared.kind === 'undeclared' || declared.schema === undefined) return [];
    const { schema } = declared;
    const found = responses.map(({ body }) => {
      switch (body.kind) {
        case 'json': {
          const seen = listPropertyPaths(body.value, contract.propertyNames);
          return { findings: validate(schema, body.value), seen };
        }
        case 'text':
          return { findings: [noJson('not JSON')], seen: [BODY_PATH] };
        case 'empty':
          return { findings: [noJson('empty')], seen: [BODY_PATH] };
        case 'broken':
          return { findings: [], seen: [] };
      }
    });
    const seen = groupBy(
      found.flatMap((body) => body.seen),
      (property) => property,
    );
    return countEqual(found.flatMap(({ findings }) => findings)).map(({ outOf, ...finding }) => ({
      ...finding,
      path,
      status,
      total: seen.get(outOf)?.length ?? 0,
    }));
  });
}

function noJson(problem: string): Finding {
  return { kind: 'violation', property: BODY_PATH, outOf: BODY_PATH, problem };
}
