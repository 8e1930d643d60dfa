import { asArray, isObject, type Json, type JsonObject } from '../json.js';
import type { WithComponents } from '../hoist/make-components.js';
import type { Report } from '../report.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import type { Place } from '../spec-error.js';

/** Properties whose enum says which resource this is: Confluent does not extend these. */
const closedEnums = ['api_version', 'kind'];

/**
 * Says in OpenAPI 3.1 what the specs say in 3.0, and opens the enums of several strings, which
 * Confluent declares extensible and its docs pages print as closed.
 */
export function modernize(
  { operations, schemas, places }: WithComponents,
  report: Report,
): WithComponents {
  const modern = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const children = mapChildren(schema, at, modern);
    return nullAsType(openEnum(exampleAsList(withoutIdleType(children)), at));
  };

  const openEnum = (schema: JsonObject, at: Place): JsonObject => {
    const values = asArray(schema['enum']);
    const isOpen =
      values.length > 1 &&
      values.every((value) => typeof value === 'string') &&
      !closedEnums.some((name) => at.pointer.endsWith(`/properties/${name}`));
    if (!isOpen) return schema;
    report.repaired('enum of several values opened');
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [
        key === 'enum' ? 'x-extensible-enum' : key,
        value,
      ]),
    );
  };

  /** `type: object` beside branches that are objects says nothing, yet hides them from generators. */
  const withoutIdleType = (schema: JsonObject): JsonObject => {
    const { type, ...rest } = schema;
    const idle =
      type === 'object' && ('oneOf' in schema || 'anyOf' in schema) && !('properties' in schema);
    if (idle) report.repaired('type: object beside branches left out');
    return idle ? rest : schema;
  };

  const nowhere: Place = { file: '', pointer: '' };
  return {
    operations: operations.map((operation) => mapOperationSchemas(operation, modern)),
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        name,
        modern(schema, places.get(name) ?? nowhere),
      ]),
    ),
    places,
  };
}

function exampleAsList(schema: JsonObject): JsonObject {
  const { example, ...rest } = schema;
  return example === undefined ? schema : { ...rest, examples: [example] };
}

function nullAsType(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return rest;
  if (rest['enum'] !== undefined) rest['enum'] = [...new Set([...asArray(rest['enum']), null])];
  if (typeof rest['type'] === 'string') return { ...rest, type: [rest['type'], 'null'] };
  if (Array.isArray(rest['type'])) return { ...rest, type: [...rest['type'], 'null'] };
  for (const branches of ['oneOf', 'anyOf']) {
    if (Array.isArray(rest[branches])) {
      return { ...rest, [branches]: [...rest[branches], { type: 'null' }] };
    }
  }
  if (typeof rest['$ref'] !== 'string') return rest;
  const { $ref, ...siblings } = rest;
  return { anyOf: [{ $ref }, { type: 'null' }], ...siblings };
}
