import { isAnnotation } from './annotations.js';
import { canonical, isObject, mapValues, sortKeys, type Json, type JsonObject } from './json.js';
import { targetOf, type ReferenceTarget } from './references.js';

/** Annotations that change the type made of a schema, or the request that it asks for. */
const meaningfulAnnotations = new Set(['default', 'readOnly', 'writeOnly', 'nullable']);

/** Keywords whose array is a set, so that its order means nothing. */
const setKeywords = ['required', 'enum', 'x-extensible-enum'];

/** Keywords that hold schemas by a name of the publisher's choice. */
const recordKeywords = ['properties', 'patternProperties', 'mapping'];

/** Keywords that hold a value of the API, not a schema. */
const valueKeywords = ['const', 'default'];

/** Returns what replaces a reference to the target. */
export type TargetMap = (target: ReferenceTarget) => Json;

/**
 * Returns a schema without documentation and examples: equal results mean equal types.
 *
 * @param mapTarget - Called for each reference that is no pointer yet, in the order of sorted keys.
 * Without it, all such references mean the same.
 */
export function meaningOf(schema: Json, mapTarget: TargetMap = () => 'reference'): Json {
  if (Array.isArray(schema)) return schema.map((member) => meaningOf(member, mapTarget));
  if (!isObject(schema)) return schema;
  const target = targetOf(schema);
  const meaning: JsonObject = {};
  for (const [keyword, value] of Object.entries(sortKeys(schema))) {
    if (isAnnotation(keyword) && !meaningfulAnnotations.has(keyword)) continue;
    if (keyword === '$ref') {
      meaning[keyword] = target ? mapTarget(target) : value;
    } else if (recordKeywords.includes(keyword)) {
      meaning[keyword] = recordMeaning(value, mapTarget);
    } else if (valueKeywords.includes(keyword)) {
      meaning[keyword] = value;
    } else if (setKeywords.includes(keyword) && Array.isArray(value)) {
      meaning[keyword] = value.map(canonical).sort();
    } else {
      meaning[keyword] = meaningOf(value, mapTarget);
    }
  }
  return meaning;
}

/** The names in a record are not keywords: a property can be called `title` or `example`. */
const recordMeaning = (record: Json, mapTarget: TargetMap): Json =>
  isObject(record) ? mapValues(sortKeys(record), (schema) => meaningOf(schema, mapTarget)) : record;
