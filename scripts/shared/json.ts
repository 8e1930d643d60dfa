/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. A key that is absent reads as `undefined`. */
export interface JsonObject {
  [key: string]: Json;
}

/** Returns whether a value is an object: not an array, not a scalar, not absent. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value if it is an object, otherwise an empty object. */
export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** Returns the value if it is an array, otherwise an empty array. */
export const asArray = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Compares two strings by UTF-16 code unit, so that the order does not depend on the locale. */
export function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Returns the object with its keys in code unit order. Objects inside it keep their order. */
export const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => byCodeUnit(a, b)));

/** Returns the object with the results of the map in the places of its values. */
export const mapValues = (
  record: JsonObject,
  map: (value: Json, key: string) => Json,
): JsonObject =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));

/** Returns a text that is the same for equal values, whatever the order of their keys. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: Json) => (isObject(inner) ? sortKeys(inner) : inner));
}
