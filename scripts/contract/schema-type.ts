import { asArray, asObject, byCodeUnit, type Json, type JsonObject } from '../shared/json.js';
import { namesIn, valueText } from './fact.js';

/** Takes null, and a union of one branch, off a schema: they say no more than the branch. */
export function unwrap(given: Json | undefined): { schema: JsonObject; isNullable: boolean } {
  const written: JsonObject = given === false ? { not: {} } : asObject(given);
  const { type, oneOf, anyOf, ...others } = written;
  const types = typeof type === 'string' ? [type] : namesIn(type);
  const plain = types.filter((name) => name !== 'null').sort();
  const beside: JsonObject = { ...others, ...(plain.length > 0 && { type: plain }) };
  const all = asArray(oneOf ?? anyOf);
  const branches = all.filter((branch) => asObject(branch)['type'] !== 'null');
  const isNullable = plain.length < types.length || branches.length < all.length;
  const [only, ...more] = branches;
  if (only === undefined) return { schema: beside, isNullable };
  if (more.length > 0) {
    return { schema: { ...beside, [oneOf ? 'oneOf' : 'anyOf']: branches }, isNullable };
  }
  const inner = unwrap(only);
  return { schema: { ...inner.schema, ...beside }, isNullable: isNullable || inner.isNullable };
}

/** Returns the names of the types that fit a schema without branches, null aside. */
export function typesOf(schema: JsonObject): string[] {
  const component = componentName(schema['$ref']);
  if (component !== '') return [component];
  const types = namesIn(schema['type']);
  if (types.length > 0) return types;
  if ('properties' in schema) return ['object'];
  if ('items' in schema) return ['array'];
  const values = asArray(asObject(enumTrait(schema)['enum'])['values']);
  const names = values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value));
  return names.length > 0 ? [...new Set(names)].sort() : ['unknown'];
}

/** Returns the values that a schema lists. An open enum takes others as well. */
export function enumTrait(schema: JsonObject): JsonObject {
  const isOpen = 'x-extensible-enum' in schema;
  const listed = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  const values = asArray(isOpen ? schema['x-extensible-enum'] : listed);
  if (values.length === 0) return {};
  const sorted = [...new Set(values)].sort((a, b) => byCodeUnit(valueText(a), valueText(b)));
  return { enum: { isOpen, values: sorted.filter((value) => value !== null) } };
}

/** Returns the component that a pointer names, or '' for everything else. */
export const componentName = (pointer: Json | undefined): string =>
  typeof pointer === 'string' ? (pointer.split('/').at(-1) ?? '') : '';
