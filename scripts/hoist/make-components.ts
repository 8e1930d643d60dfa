import { occurrenceIndex, type Hoisted } from './hoist.js';
import { asObject, isObject, sortKeys, type Json, type JsonObject } from '../json.js';
import type { Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import { below, SpecError, type Place } from '../spec-error.js';

/** Operations that refer to components by name, and these components. */
export interface WithComponents {
  readonly operations: readonly Operation[];
  readonly schemas: JsonObject;
  /** Where each component was first met. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Gives every occurrence its component's name. Of equal ones the first becomes the component, its
 * documentation included.
 *
 * @throws SpecError for a discriminator mapping to a schema without a title.
 */
export function makeComponents(
  { operations, occurrences }: Hoisted,
  names: readonly string[],
  report: Report,
): WithComponents {
  const refer = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const index = occurrenceIndex(schema);
    if (index === undefined) return mappingByPointer(mapChildren(schema, at, refer), at, report);
    return { ...schema, $ref: `#/components/schemas/${names[index] ?? ''}` };
  };
  const schemas: JsonObject = {};
  const places = new Map<string, Place>();
  occurrences.forEach(({ schema, at }, index) => {
    const name = names[index] ?? '';
    if (places.has(name)) return;
    places.set(name, at);
    schemas[name] = refer(schema, at);
  });
  report.repaired('titled schema made a reference to a component', occurrences.length);
  return {
    operations: operations.map((operation) => mapOperationSchemas(operation, refer)),
    schemas: sortKeys(schemas),
    places,
  };
}

/** OpenAPI wants the pointers themselves in a discriminator mapping, not reference objects. */
function mappingByPointer(schema: JsonObject, at: Place, report: Report): JsonObject {
  const discriminator = asObject(schema['discriminator']);
  if (!isObject(discriminator['mapping'])) return schema;
  const mapping: JsonObject = {};
  for (const [value, target] of Object.entries(discriminator['mapping'])) {
    const pointer = asObject(target)['$ref'];
    if (typeof pointer !== 'string') {
      throw new SpecError(
        below(at, 'discriminator', 'mapping', value),
        'a discriminator mapping to a schema without a title',
        'give that schema, and its twin under oneOf, the title that the publisher uses for it',
      );
    }
    mapping[value] = pointer;
    report.repaired('discriminator mapping made a pointer');
  }
  return { ...schema, discriminator: { ...discriminator, mapping } };
}
