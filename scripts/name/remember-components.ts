import { asObject, isObject, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, type SchemaMap } from '../shared/map-schemas.js';
import { referenceTo } from '../shared/references.js';
import { rootPlace } from '../shared/spec-error.js';

/** A component of the contract before this run. */
export interface KnownComponent {
  readonly name: string;
  readonly title: string;
  /** The schema. A reference holds the index of another known component. */
  readonly schema: JsonObject;
}

/** Returns the components of an OpenAPI document as the stage `name` compares them. */
export function rememberComponents(document: JsonObject): KnownComponent[] {
  const schemas = asObject(asObject(document['components'])['schemas']);
  const names = Object.keys(schemas);
  const referByIndex: SchemaMap = (schema, place) => {
    const pointer = isObject(schema) ? schema['$ref'] : schema;
    const name = typeof pointer === 'string' ? pointer.replace(/^.*\//, '') : '';
    const index = names.indexOf(name);
    if (index >= 0) return { ...asObject(schema), ...referenceTo({ kind: 'occurrence', index }) };
    return isObject(schema) ? mapChildSchemas(schema, place, referByIndex) : schema;
  };
  return Object.entries(schemas).map(([name, schema]) => {
    const { title } = asObject(schema);
    return {
      name,
      title: typeof title === 'string' ? title : name,
      schema: asObject(referByIndex(schema, rootPlace('openapi/openapi.yaml'))),
    };
  });
}
