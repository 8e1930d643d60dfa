import { asArray, type Json } from '../shared/json.js';

/** What values a schema takes, by the names JSON Schema has for types, each at most once. */
export type JsonTypes = readonly string[];

/** The types of a schema that takes anything. */
export const anything: JsonTypes = ['array', 'boolean', 'null', 'number', 'object', 'string'];

/** The types of a schema that takes nothing. */
export const nothing: JsonTypes = [];

/** The types that any of the lists has, in a fixed order; a number is an integer too. */
export function unionOf(...lists: JsonTypes[]): JsonTypes {
  const types = new Set(lists.flat());
  if (types.has('number')) types.delete('integer');
  return [...types].sort();
}

/** Whether each value that the one list takes is taken by the other. */
export const isWithin = (types: JsonTypes, others: JsonTypes): boolean =>
  types.every((type) => others.includes(type) || (type === 'integer' && others.includes('number')));

/** The narrower of two lists that hold at once; the first where neither is. */
export const narrower = (types: JsonTypes, others: JsonTypes): JsonTypes =>
  isWithin(others, types) ? others : types;

/** The types of given values. */
export const typesOfValues = (values: readonly Json[]): JsonTypes =>
  unionOf(
    values.map((value) => {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'array';
      return Number.isInteger(value) ? 'integer' : typeof value;
    }),
  );

/** Types as a reader of TypeScript would write them, `string | null`, null last. */
export function typesText(types: Json | undefined): string {
  const names = asArray(types).map(String);
  if (names.length === anything.length) return 'unknown';
  if (names.length === 0) return 'never';
  return [
    ...names.filter((name) => name !== 'null'),
    ...names.filter((name) => name === 'null'),
  ].join(' | ');
}
