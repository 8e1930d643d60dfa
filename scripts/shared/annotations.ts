import { asArray, isObject, type JsonObject } from './json.js';

const annotationKeywords = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'readOnly',
  'writeOnly',
  'deprecated',
  'nullable',
]);

/** Returns whether a keyword describes a schema, or one use of it, and not what it accepts. */
export const isAnnotation = (keyword: string): boolean =>
  annotationKeywords.has(keyword) || (keyword.startsWith('x-') && keyword !== 'x-extensible-enum');

/** Splits the keywords of a schema: constraints decide what it accepts, annotations describe it. */
export function splitAnnotations(schema: JsonObject): {
  constraints: JsonObject;
  annotations: JsonObject;
} {
  const entries = Object.entries(schema);
  return {
    constraints: Object.fromEntries(entries.filter(([keyword]) => !isAnnotation(keyword))),
    annotations: Object.fromEntries(entries.filter(([keyword]) => isAnnotation(keyword))),
  };
}

/** Joins the annotations of two schemas. The texts of the first one win. */
export function mergeAnnotations(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...second, ...first };
  for (const flag of ['readOnly', 'writeOnly', 'deprecated']) {
    if (flag in merged) merged[flag] = first[flag] === true || second[flag] === true;
  }
  if ('nullable' in first && 'nullable' in second) {
    merged['nullable'] = first['nullable'] === true && second['nullable'] === true;
  }
  return merged;
}

/** A schema, and the annotations that one place adds to it. */
export interface AnnotatedSchema {
  readonly schema: JsonObject;
  readonly annotations: JsonObject;
}

/**
 * Splits an `allOf` with one member from the annotations beside it. Returns any other schema as it
 * is, without annotations.
 */
export function unwrapAllOf(schema: JsonObject): AnnotatedSchema {
  const { allOf, ...annotations } = schema;
  const [member, ...others] = asArray(allOf);
  const isWrapped =
    isObject(member) && others.length === 0 && Object.keys(annotations).every(isAnnotation);
  return isWrapped ? { schema: member, annotations } : { schema, annotations: {} };
}

/** Adds annotations to a schema: around it as an `allOf` if several places share it, else inside. */
export function annotate({ schema, annotations }: AnnotatedSchema): JsonObject {
  if (Object.keys(annotations).length === 0) return schema;
  return isSharedSchema(schema)
    ? { allOf: [schema], ...annotations }
    : { ...schema, ...annotations };
}

/** Returns whether a schema is a reference or has a title, so that several places can share it. */
export const isSharedSchema = (schema: JsonObject): boolean =>
  'title' in schema || '$ref' in schema;
