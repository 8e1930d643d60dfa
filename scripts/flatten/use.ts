import { asArray, isObject, type JsonObject } from '../json.js';
import { isAnnotation } from '../schemas.js';

/**
 * A schema taken apart into what is shared and what belongs to the one place that uses it. Where
 * both are there it is written as `allOf` with one member, beside annotations alone.
 */
export interface Use {
  readonly core: JsonObject;
  readonly notes: JsonObject;
}

/** Takes a schema apart; one that is written without such an `allOf` is all core. */
export function useIn(schema: JsonObject): Use {
  const { allOf, ...notes } = schema;
  const [core, ...others] = asArray(allOf);
  const isUse = isObject(core) && others.length === 0 && Object.keys(notes).every(isAnnotation);
  return isUse ? { core, notes } : { core: schema, notes: {} };
}

/** Puts a use together again: around a schema that will be shared, else inside it. */
export function joinUse({ core, notes }: Use): JsonObject {
  if (Object.keys(notes).length === 0) return core;
  return isShared(core) ? { allOf: [core], ...notes } : { ...core, ...notes };
}

/** Whether a schema will be a component, or is a reference to one. */
export const isShared = (core: JsonObject): boolean => 'title' in core || '$ref' in core;

/** A schema's keywords parted into those that decide what it accepts and those that describe. */
export function partition(schema: JsonObject): [constraints: JsonObject, notes: JsonObject] {
  const entries = Object.entries(schema);
  return [
    Object.fromEntries(entries.filter(([key]) => !isAnnotation(key))),
    Object.fromEntries(entries.filter(([key]) => isAnnotation(key))),
  ];
}

/** The annotations of both: of texts the first's, of flags what holds when both are asked for. */
export function mergeNotes(a: JsonObject, b: JsonObject): JsonObject {
  const merged: JsonObject = { ...b, ...a };
  for (const flag of ['readOnly', 'writeOnly', 'deprecated']) {
    if (flag in merged) merged[flag] = a[flag] === true || b[flag] === true;
  }
  if ('nullable' in a && 'nullable' in b) {
    merged['nullable'] = a['nullable'] === true && b['nullable'] === true;
  }
  return merged;
}
