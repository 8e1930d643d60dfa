import type { Contract } from '../merge/merge-contract.js';
import { byCodeUnit, type JsonObject } from '../shared/json.js';
import { documentFacts } from './document-facts.js';
import type { Fact } from './model.js';
import { lineOf } from './text.js';

/**
 * Tells a contract as text, one fact a line: operations, parameters, bodies, types and bounds,
 * without documentation. Every line says where it stands, so that lines can be searched for and a
 * diff of them reads as the change of the API.
 *
 * @param contractNames - Exported type name by component name.
 * @returns The lines in code unit order, the same on every machine.
 * @throws Error for a reference to what the document does not have.
 */
export const contractLines = (
  document: JsonObject,
  contractNames: Contract['contractNames'],
): string[] => documentFacts({ document, contractNames }).flatMap(linesOf).sort(byCodeUnit);

/** The lines of a fact and of all below it, in no order. */
export function linesOf(fact: Fact): string[] {
  const line = lineOf(fact);
  return [...(line === undefined ? [] : [line]), ...fact.children.flatMap(linesOf)];
}
