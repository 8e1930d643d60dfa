import {
  annotate,
  isSharedSchema,
  mergeAnnotations,
  splitAnnotations,
  unwrapAllOf,
  type AnnotatedSchema,
} from '../shared/annotations.js';
import { asArray, canonical, isObject, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { targetOf } from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { childPlace, type Place } from '../shared/spec-error.js';
import { mergeConstraints } from './merge-constraints.js';

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

/**
 * Returns the schema that accepts what both schemas accept. The annotations of the base win. What a
 * refinement says about a shared base stays around the base, so that other uses do not see it.
 *
 * @throws SpecError if no value can satisfy both.
 */
function mergeSchemas(base: JsonObject, refinement: JsonObject, place: Place): JsonObject {
  const first = unwrapAllOf(base);
  const second = unwrapAllOf(refinement);
  const annotations = mergeAnnotations(first.annotations, second.annotations);
  if (isSharedSchema(first.schema) !== isSharedSchema(second.schema)) {
    const [shared, other] = isSharedSchema(first.schema) ? [first, second] : [second, first];
    return refineShared({ schema: shared.schema, annotations }, other.schema, place);
  }
  return annotate({ schema: mergeUnwrapped(first.schema, second.schema, place), annotations });
}

/** Adds the keywords that stand beside an `allOf` to its merged members. Here the siblings win. */
function addSiblings(merged: JsonObject, siblings: JsonObject, place: Place): JsonObject {
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

/** Merges two schemas without annotations around them. */
function mergeUnwrapped(base: JsonObject, refinement: JsonObject, place: Place): JsonObject {
  if (Object.keys(base).length === 0 || canonical(base) === canonical(refinement)) {
    return refinement;
  }
  if (Object.keys(refinement).length === 0) return base;
  if ('$ref' in base || '$ref' in refinement) return { allOf: [base, refinement] };
  const first = splitAnnotations(unrollRecursion(base, place));
  const second = splitAnnotations(unrollRecursion(refinement, place));
  const annotations = mergeAnnotations(first.annotations, second.annotations);
  const titles = [first, second].flatMap((split) => split.annotations['title'] ?? []);
  if (new Set(titles).size > 1) delete annotations['title'];
  const constraints = { first: first.constraints, second: second.constraints };
  return { ...annotations, ...mergeConstraints(constraints, place, mergeSchemas) };
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
