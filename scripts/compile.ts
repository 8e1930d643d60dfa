import { dropUnknownRequired } from './flatten/drop-unknown-required.js';
import { flattenOperation } from './flatten/flatten-operation.js';
import { hoistSchemas } from './hoist/hoist-schemas.js';
import { mergeContract, type Contract } from './merge/merge-contract.js';
import { nameComponents } from './name/name-components.js';
import { collectOperations } from './read/collect-operations.js';
import type { PathSpec } from './read/read-spec.js';
import { completeDiscriminators } from './repair/complete-discriminators.js';
import { repairOperation } from './repair/repair-operation.js';
import type { Report } from './shared/report.js';

/**
 * Makes one contract of the path specs. Each stage returns what the next one takes.
 *
 * @param reservedNames - Names that no exported type can have.
 * @throws SpecError if the specs cannot be merged without a guess.
 */
export function compile(
  specs: readonly PathSpec[],
  reservedNames: ReadonlySet<string>,
  report: Report,
): Contract {
  const operations = collectOperations(specs)
    .map((operation) => repairOperation(operation, report))
    .map((operation) => flattenOperation(operation, report))
    .map((operation) => completeDiscriminators(operation, report))
    .map((operation) => dropUnknownRequired(operation, report));
  const hoisted = hoistSchemas(operations);
  const named = nameComponents(hoisted, reservedNames, report);
  return mergeContract(named, report);
}
