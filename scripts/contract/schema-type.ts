import { asArray, asObject, byCodeUnit, type Json, type JsonObject } from '../shared/json.js';
import { valueText } from './fact.js';

/** The keywords that `typeTraits` reads. */
export const typeKeywords = [
  ...['$ref', 'type', 'enum', 'const', 'x-extensible-enum', 'discriminator'],
];

/** Returns what a schema says about the type of its values. */
export function typeTraits(schema: JsonObject): JsonObject {
  const { propertyName, mapping } = asObject(schema['discriminator']);
  const mapped = Object.entries(asObject(mapping)).map(([value, to]) => [value, componentName(to)]);
  return {
    type: typesOf(schema),
    ...(branchesOf(schema).length > 1 && { union: 'oneOf' in schema ? 'oneOf' : 'anyOf' }),
    ...enumTrait(schema),
    ...(propertyName !== undefined && { discriminator: propertyName }),
    ...(mapped.length > 0 && { mapping: Object.fromEntries(mapped) as JsonObject }),
  };
}

/** Returns the names of the types and components that fit a schema, null last. */
function typesOf(schema: JsonObject): string[] {
  const { $ref, type, oneOf, anyOf } = schema;
  const branches = asArray(oneOf ?? anyOf).map(asObject);
  const own = [type ?? []].flat().filter((name) => typeof name === 'string');
  const names = $ref === undefined ? [...branches.flatMap(typesOf), ...own] : [componentName($ref)];
  const plain = names.filter((name) => name !== 'null').sort(byCodeUnit);
  if (names.length === 0) return [impliedType(schema)];
  return [...new Set([...plain, ...(plain.length < names.length ? ['null'] : [])])];
}

/** Returns the type that the other keywords of a schema without `type` imply. */
function impliedType(schema: JsonObject): string {
  if ('properties' in schema) return 'object';
  return 'items' in schema ? 'array' : 'unknown';
}

/** Returns the values that a schema lists. An open enum takes others as well. */
function enumTrait(schema: JsonObject): JsonObject {
  const isOpen = 'x-extensible-enum' in schema;
  const listed = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  const values = asArray(isOpen ? schema['x-extensible-enum'] : listed);
  if (values.length === 0) return {};
  const sorted = [...new Set(values)].sort((a, b) => byCodeUnit(valueText(a), valueText(b)));
  return { enum: { isOpen, values: sorted.filter((value) => value !== null) } };
}

/** Returns the branches of a union, null aside. */
export const branchesOf = ({ oneOf, anyOf }: JsonObject): JsonObject[] =>
  asArray(oneOf ?? anyOf)
    .map(asObject)
    .filter(({ type }) => type !== 'null');

/** Returns the component that a schema or a response is, alone or as the only branch of a union. */
export function componentOf(object: JsonObject): string {
  const [only, ...others] = branchesOf(object);
  return others.length > 0 ? '' : componentName((only ?? object)['$ref']);
}

/** Returns the name that contract.txt gives to the component at a pointer; '' for all other values. */
function componentName(pointer: Json | undefined): string {
  if (typeof pointer !== 'string') return '';
  const name = pointer.split('/').at(-1) ?? '';
  return pointer.startsWith('#/components/responses/') ? `response ${name}` : name;
}
