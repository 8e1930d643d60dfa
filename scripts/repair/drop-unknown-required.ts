import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { childPlace, type Place } from '../shared/spec-error.js';

/** Keywords through which an object can have properties besides those in `properties`. */
const composingKeywords = ['allOf', 'oneOf', 'anyOf', 'patternProperties'];

/**
 * Removes from each `required` the properties that the object does not have, with a warning. The
 * publisher's schema is wrong there: no type can express it, and servers do not send the property.
 */
export function dropUnknownRequired(operation: Operation, report: Report): Operation {
  const drop: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const { required, ...rest } = mapChildSchemas(schema, place, drop);
    if (required === undefined) return rest;
    const unknown = unknownRequired(schema);
    for (const name of unknown) report.warn(warningText(name, schema, place));
    const kept = asArray(required).filter((name) => !unknown.includes(name));
    return kept.length === 0 ? rest : { ...schema, ...rest, required: kept };
  };
  return mapOperationSchemas(operation, drop);
}

function unknownRequired(schema: JsonObject): Json[] {
  const knowsAllProperties =
    'properties' in schema && !composingKeywords.some((keyword) => keyword in schema);
  if (!knowsAllProperties) return [];
  const properties = asObject(schema['properties']);
  return asArray(schema['required']).filter(
    (name) => typeof name !== 'string' || !Object.hasOwn(properties, name),
  );
}

function warningText(name: Json, schema: JsonObject, place: Place): string {
  const { file, pointer } = childPlace(place, 'required');
  const owner = typeof schema['title'] === 'string' ? schema['title'] : pointer;
  return `${file}: ${owner} requires ${JSON.stringify(name)}, a property it does not have`;
}
