import { pathParametersOf } from './contract.js';
import { idsOf } from './walk-lists.js';
import type { ListCheck } from './walk-lists.js';

/** How many ids two lists have in common. */
export interface SharedIds {
  readonly paths: readonly [string, string];
  /** The number of ids of each. */
  readonly counts: readonly [number, number];
  readonly shared: number;
}

/** Compares the ids of each two lists that are not below another list and have items. */
export function countSharedIds(checks: readonly ListCheck[]): SharedIds[] {
  const lists = checks
    .filter(({ path }) => pathParametersOf(path).length === 0)
    .map((check) => ({ path: check.path, ids: new Set(idsOf(check)) }))
    .filter(({ ids }) => ids.size > 0);
  return lists.flatMap((one, index) =>
    lists.slice(index + 1).map((other) => ({
      paths: [one.path, other.path] as const,
      counts: [one.ids.size, other.ids.size] as const,
      shared: [...one.ids].filter((id) => other.ids.has(id)).length,
    })),
  );
}
