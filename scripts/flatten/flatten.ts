import { asArray, isObject, type Json } from '../json.js';
import { mergeSchemas, useSchema } from './merge-schemas.js';
import type { Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import { below, type Place } from '../spec-error.js';

/**
 * Merges the members of every `allOf` into one schema, before anything is named: members that only
 * add `required` or examples then refine what they stand beside. An `allOf` stays where it says
 * what one schema cannot: a shared schema under annotations of one place, or two patterns.
 *
 * @throws SpecError for members that contradict each other.
 */
export function flattenOperation(operation: Operation, report: Report): Operation {
  const flatten = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const { allOf, ...siblings } = mapChildren(schema, at, flatten);
    if (allOf === undefined) return siblings;
    report.repaired('allOf flattened');
    const merged = asArray(allOf)
      .filter(isObject)
      .reduce((base, member, index) => mergeSchemas(base, member, below(at, 'allOf', index)), {});
    return useSchema(merged, siblings, at);
  };
  return mapOperationSchemas(operation, flatten);
}
