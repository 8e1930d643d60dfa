import {
  annotate,
  isSharedSchema,
  mergeAnnotations,
  splitAnnotations,
  unwrapAllOf,
  type AnnotatedSchema,
} from '../shared/annotations.js';
import {
  asArray,
  asObject,
  canonical,
  isObject,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { mapChildSchemas, type SchemaMap } from '../shared/map-schemas.js';
import { targetOf } from '../shared/references.js';
import { childPlace, type Place } from '../shared/spec-error.js';
import {
  checkBounds,
  checkClosedObjects,
  mergeKeyword,
  type KeywordPair,
} from './merge-keyword.js';

/**
 * Returns the schema that accepts what both schemas accept. The annotations of the base win. What a
 * refinement says about a shared base stays around the base, so that other uses do not see it.
 *
 * @throws SpecError if no value can satisfy both.
 */
export function mergeSchemas(base: JsonObject, refinement: JsonObject, place: Place): JsonObject {
  const first = unwrapAllOf(base);
  const second = unwrapAllOf(refinement);
  const annotations = mergeAnnotations(first.annotations, second.annotations);
  const isFirstShared = isSharedSchema(first.schema);
  const isSecondShared = isSharedSchema(second.schema);
  if (isFirstShared && !isSecondShared) {
    return refineShared({ schema: first.schema, annotations }, second.schema, place);
  }
  if (isSecondShared && !isFirstShared) {
    return refineShared({ schema: second.schema, annotations }, first.schema, place);
  }
  return annotate({ schema: mergeUnwrapped(first.schema, second.schema, place), annotations });
}

/** Adds the keywords that stand beside an `allOf` to its merged members. Here the siblings win. */
export function addSiblings(merged: JsonObject, siblings: JsonObject, place: Place): JsonObject {
  const { schema, annotations } = unwrapAllOf(merged);
  const beside = splitAnnotations(siblings);
  if ('title' in beside.annotations) {
    const titled = mergeUnwrapped(schema, beside.constraints, place);
    return { ...titled, ...annotations, ...beside.annotations };
  }
  const refined = unwrapAllOf(mergeSchemas(schema, beside.constraints, place));
  return annotate({
    schema: refined.schema,
    annotations: { ...annotations, ...refined.annotations, ...beside.annotations },
  });
}

function refineShared(shared: AnnotatedSchema, refinement: JsonObject, place: Place): JsonObject {
  const { constraints, annotations } = splitAnnotations(refinement);
  return annotate({
    schema: mergeUnwrapped(shared.schema, constraints, place),
    annotations: mergeAnnotations(shared.annotations, annotations),
  });
}

function mergeUnwrapped(base: JsonObject, refinement: JsonObject, place: Place): JsonObject {
  if (Object.keys(base).length === 0 || canonical(base) === canonical(refinement)) {
    return refinement;
  }
  if (Object.keys(refinement).length === 0) return base;
  if ('$ref' in base || '$ref' in refinement) return { allOf: [base, refinement] };
  const first = unrollRecursion(base, place);
  const second = unrollRecursion(refinement, place);
  checkClosedObjects(first, second, place);
  const one = splitAnnotations(first);
  const other = splitAnnotations(second);
  const annotations = mergeAnnotations(one.annotations, other.annotations);
  if ('title' in first && 'title' in second && first['title'] !== second['title']) {
    delete annotations['title'];
  }
  return { ...annotations, ...mergeConstraints(one.constraints, other.constraints, place) };
}

/**
 * Replaces each reference of a titled schema to itself by the schema. What is then merged into the
 * outer schema does not hold for the inner one, to which the references meant to lead.
 */
function unrollRecursion(schema: JsonObject, place: Place): JsonObject {
  const { title } = schema;
  if (typeof title !== 'string') return schema;
  const unroll: SchemaMap = (inner, innerPlace) => {
    if (!isObject(inner) || inner['title'] === title) return inner;
    const target = targetOf(inner);
    if (target === undefined) return mapChildSchemas(inner, innerPlace, unroll);
    if (target.kind !== 'title' || target.title !== title) return inner;
    const annotations = Object.entries(inner).filter(([keyword]) => keyword !== '$ref');
    return annotate({ schema, annotations: Object.fromEntries(annotations) });
  };
  return mapChildSchemas(schema, place, unroll);
}

/** Merges keyword by keyword. Two values that do not fit into one keyword go into an `allOf`. */
function mergeConstraints(first: JsonObject, second: JsonObject, place: Place): JsonObject {
  const merged: JsonObject = { ...first };
  const separate: JsonObject = {};
  for (const [keyword, value] of Object.entries(second)) {
    const present = merged[keyword];
    if (present === undefined || canonical(present) === canonical(value)) {
      merged[keyword] = value;
      continue;
    }
    const pair = { keyword, first: present, second: value };
    const joined = mergeValues(pair, childPlace(place, keyword));
    if (joined === undefined) separate[keyword] = value;
    else merged[keyword] = joined;
  }
  checkBounds(merged, place);
  if (Object.keys(separate).length === 0) return merged;
  return { ...merged, allOf: [...asArray(merged['allOf']), separate] };
}

/** Merges what two schemas hold under one keyword: schemas here, anything else by its keyword. */
function mergeValues(pair: KeywordPair, place: Place): Json | undefined {
  const { keyword, first, second } = pair;
  switch (keyword) {
    case 'properties':
    case 'patternProperties':
      return mergeProperties(asObject(first), asObject(second), place);
    case 'items':
    case 'additionalProperties':
      if (typeof first === 'boolean') return first ? second : first;
      if (typeof second === 'boolean') return second ? first : second;
      return mergeSchemas(asObject(first), asObject(second), place);
    default:
      return mergeKeyword(pair, place);
  }
}

function mergeProperties(first: JsonObject, second: JsonObject, place: Place): JsonObject {
  const merged = { ...first };
  for (const [name, schema] of Object.entries(second)) {
    const present = merged[name];
    merged[name] = present
      ? mergeSchemas(asObject(present), asObject(schema), childPlace(place, name))
      : schema;
  }
  return merged;
}
