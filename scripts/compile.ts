import { correctComponents, undoCorrections } from './correct/correct-components.js';
import type { Correction } from './correct/read-corrections.js';
import { flattenOperation } from './flatten/flatten-operation.js';
import { hoistSchemas } from './hoist/hoist-schemas.js';
import { mergeContract, type Contract } from './merge/merge-contract.js';
import { modernize } from './modernize/modernize.js';
import { nameComponents } from './name/name-components.js';
import { nameExportedTypes } from './name/name-exported-types.js';
import { collectOperations, selectSendable } from './read/collect-operations.js';
import type { PathSpec } from './read/read-spec.js';
import { completeDiscriminators } from './repair/complete-discriminators.js';
import { dropUnknownRequired } from './repair/drop-unknown-required.js';
import { repairOperation } from './repair/repair-operation.js';
import type { Report } from './shared/report.js';
import { splitWritable, undoSplit } from './writable/split-writable.js';

/** What the contract depends on besides the path specs. */
export interface Surroundings {
  /** Names that no exported type can have. */
  readonly reservedNames: ReadonlySet<string>;
  /** The contract before this run, whose names keep their meaning. It is undefined in a first run. */
  readonly previous: Contract | undefined;
  /** Where published schemas are known to be wrong. */
  readonly corrections: readonly Correction[];
}

/**
 * Makes one contract of the path specs. Each stage returns what the next one takes.
 *
 * @throws SpecError if the specs cannot be merged without a guess.
 */
export function compile(
  specs: readonly PathSpec[],
  { reservedNames, previous, corrections }: Surroundings,
  report: Report,
): Contract {
  const operations = selectSendable(collectOperations(specs), report)
    .map((operation) => repairOperation(operation, report))
    .map((operation) => flattenOperation(operation, report))
    .map((operation) => completeDiscriminators(operation, report))
    .map((operation) => dropUnknownRequired(operation, report));
  const hoisted = modernize(hoistSchemas(operations), report);
  const before = undoSplit(undoCorrections(previous?.document ?? {}, corrections));
  const named = nameComponents(hoisted, before, report);
  const corrected = correctComponents(splitWritable(named, report), corrections, report);
  const typeNames = nameExportedTypes(corrected.components, reservedNames);
  return mergeContract(corrected, typeNames, report);
}
