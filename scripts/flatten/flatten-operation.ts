import { asArray, isObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { childPlace } from '../shared/spec-error.js';
import { addSiblings, mergeSchemas } from './merge-schemas.js';

/**
 * Merges the members of every `allOf` into one schema. This comes before schemas get names, so that
 * a member which only adds `required` or examples refines the schema beside it. An `allOf` remains
 * where one schema cannot say the same: annotations around a shared schema, or two patterns.
 *
 * @throws SpecError for members that contradict each other.
 */
export function flattenOperation(operation: Operation, report: Report): Operation {
  const flatten: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const { allOf, ...siblings } = mapChildSchemas(schema, place, flatten);
    if (allOf === undefined) return siblings;
    report.countRepair('allOf flattened');
    const merged = asArray(allOf)
      .filter(isObject)
      .reduce(
        (base, member, index) => mergeSchemas(base, member, childPlace(place, 'allOf', index)),
        {},
      );
    return addSiblings(merged, siblings, place);
  };
  return mapOperationSchemas(operation, flatten);
}
