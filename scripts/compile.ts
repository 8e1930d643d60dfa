import { checkRequired } from './flatten/check-required.js';
import { flattenOperation } from './flatten/flatten.js';
import { repairOperation } from './flatten/repair.js';
import { classify } from './hoist/classify.js';
import { hoist } from './hoist/hoist.js';
import { makeComponents } from './hoist/make-components.js';
import { nameComponents } from './hoist/name-components.js';
import { nameContracts } from './hoist/name-contracts.js';
import type { JsonObject } from './json.js';
import { makeDocument } from './merge/make-document.js';
import { modernize } from './merge/modernize.js';
import { collectOperations } from './read/operations.js';
import type { PathSpec } from './read/read-spec.js';
import type { Report } from './report.js';

/** What the path specs say together. */
export interface Contract {
  /** The merged OpenAPI 3.1 document. */
  readonly document: JsonObject;
  /** The name under which each component's type is exported, by component. */
  readonly contractNames: Readonly<Record<string, string>>;
}

/**
 * Makes one contract of the path specs.
 *
 * @param reserved - Names that no exported type may take.
 * @throws SpecError for whatever cannot be merged without a guess.
 */
export function compile(
  specs: readonly PathSpec[],
  reserved: ReadonlySet<string>,
  report: Report,
): Contract {
  const flat = collectOperations(specs)
    .map((operation) => repairOperation(operation, report))
    .map((operation) => flattenOperation(operation, report))
    .map((operation) => checkRequired(operation, report));
  const hoisted = hoist(flat);
  const names = nameComponents(hoisted, classify(hoisted.occurrences), report);
  const components = modernize(makeComponents(hoisted, names, report), report);
  return {
    document: makeDocument(components, report),
    contractNames: nameContracts(components.places, reserved),
  };
}
