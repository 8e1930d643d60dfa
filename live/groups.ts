import { groupBy } from '../scripts/shared/values.js';
import type { Observation } from './connect.js';

/** All responses of an operation with the same status. */
export interface OperationResponses {
  readonly path: string;
  readonly status: number;
  readonly responses: readonly Observation[];
}

/** Groups responses by operation and status, in the order in which they first appear. */
export function groupByOperation(observations: readonly Observation[]): OperationResponses[] {
  return [...groupBy(observations, ({ path }) => path)].flatMap(([path, ofPath]) =>
    [...groupBy(ofPath, ({ status }) => status)].map(([status, responses]) => ({
      path,
      status,
      responses,
    })),
  );
}

/** Counts equal plain objects, in the order in which they first appear. */
export function countEqual<T extends object>(items: readonly T[]): (T & { count: number })[] {
  return [...groupBy(items, (item) => JSON.stringify(item)).values()].flatMap((group) =>
    group.slice(0, 1).map((item) => ({ ...item, count: group.length })),
  );
}
