import { operationName, type Operation } from '../shared/operation.js';
import { childPlace, placeText, SpecError } from '../shared/spec-error.js';
import { groupBy } from '../shared/values.js';

/**
 * Checks that no two operations have the same path and method, the same operationId, or paths that
 * differ only in the names of their parameters.
 *
 * @throws SpecError for the first conflict.
 */
export function checkConflicts(operations: readonly Operation[]): void {
  for (const twins of groupBy(operations, operationName).values()) checkSingle(twins);
  const withId = operations.filter(({ definition }) => definition['operationId'] !== undefined);
  for (const twins of groupBy(withId, idText).values()) checkIdOfOne(twins);
  for (const twins of groupBy(operations, pathShape).values()) checkPathNames(twins);
}

const idText = ({ definition }: Operation): string => JSON.stringify(definition['operationId']);

/** The path without the names of its parameters. */
const pathShape = ({ path }: Operation): string => path.replaceAll(/\{[^}]*\}/g, '{}');

function checkSingle([first, second]: readonly Operation[]): void {
  if (!first || !second) return;
  throw new SpecError(
    second.place,
    `${operationName(second)} is described twice, first in ${placeText(first.place)}`,
    'keep one of the two pages',
  );
}

function checkIdOfOne([first, second]: readonly Operation[]): void {
  if (!first || !second) return;
  throw new SpecError(
    childPlace(second.place, 'operationId'),
    `operationId ${idText(second)} is used twice, first in ${placeText(first.place)}`,
    'keep one of the two pages, or ask the publisher to rename one',
  );
}

function checkPathNames([first, ...others]: readonly Operation[]): void {
  const other = others.find(({ path }) => path !== first?.path);
  if (!first || !other) return;
  throw new SpecError(
    other.place,
    `${other.path} and ${first.path} (${first.place.file}) are the same path with other parameter names`,
    'copy both pages again; OpenAPI allows one name for each parameter of a path',
  );
}
