import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import { anything, narrower, typesOfValues, unionOf, type JsonTypes } from './json-types.js';

/**
 * The types that a schema takes. Where it does not say, they follow from its values, from what
 * only objects or lists have, or from its branches.
 *
 * @param typesIn - Tells the types of a schema inside it.
 */
export function typesOf(keywords: JsonObject, typesIn: (schema: Json) => JsonTypes): JsonTypes {
  const { type, enum: closed, const: literal, 'x-extensible-enum': open } = keywords;
  if (type !== undefined) return unionOf((Array.isArray(type) ? type : [type]).map(String));
  if (literal !== undefined) return typesOfValues([literal]);
  const values = closed ?? open;
  if (values !== undefined) return typesOfValues(asArray(values));
  const has = (...names: string[]): boolean => names.some((name) => name in keywords);
  if (has('properties', 'patternProperties', 'additionalProperties')) return ['object'];
  if (has('items', 'prefixItems')) return ['array'];
  const branches = keywords['oneOf'] ?? keywords['anyOf'];
  if (branches !== undefined) return unionOf(...asArray(branches).map(typesIn));
  return asArray(keywords['allOf']).map(typesIn).reduce(narrower, anything);
}

/** The schema in `anyOf: [schema, { type: 'null' }]`, and what stands beside that `anyOf`. */
export function orNull(keywords: JsonObject): { schema: Json; beside: JsonObject } | undefined {
  for (const keyword of ['anyOf', 'oneOf']) {
    const { [keyword]: given, ...beside } = keywords;
    const branches = asArray(given);
    const [schema, ...others] = branches.filter((branch) => !isNull(branch));
    if (schema !== undefined && others.length === 0 && branches.length === 2) {
      return { schema, beside };
    }
  }
  return undefined;
}

/** Whether a schema takes null and nothing else. */
export const isNull = (schema: Json): boolean => asObject(schema)['type'] === 'null';
