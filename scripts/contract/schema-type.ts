import { asArray, asObject, byCodeUnit, type Json, type JsonObject } from '../shared/json.js';
import { stringsIn, valueText } from './fact.js';

/** Keywords that `typeTraits` reads. */
export const typeKeywords = '$ref const discriminator enum type x-extensible-enum'.split(' ');

/** Returns whether a keyword has the value that it has where it is absent. */
export const isDefault = (keyword: string, value: Json): boolean =>
  value === false
    ? !['additionalProperties', 'explode', 'items'].includes(keyword)
    : value === 0 && ['minItems', 'minLength', 'minProperties'].includes(keyword);

/** Returns what a schema says about the type of its values. */
export function typeTraits(schema: JsonObject): JsonObject {
  const { propertyName, mapping } = asObject(schema['discriminator']);
  const names = typesOf(schema);
  const types = [...new Set(names)].filter((name) => name !== 'null').sort(byCodeUnit);
  // Branches state their values themselves.
  const mapped = Object.entries(asObject(mapping))
    .map(([value, pointer]): [string, string] => [value, componentAt(pointer)])
    .filter(([, component]) => !types.includes(component));
  return {
    type: types,
    ...(names.includes('null') && { nullable: true }),
    ...(branchesOf(schema).length > 1 && { union: 'oneOf' in schema ? 'oneOf' : 'anyOf' }),
    ...enumTrait(schema),
    ...(propertyName !== undefined && { discriminator: propertyName }),
    ...(mapped.length > 0 && { mapping: Object.fromEntries(mapped) }),
  };
}

/** Returns the names of the types and components that a schema allows. */
function typesOf(schema: JsonObject): string[] {
  const { $ref, type, oneOf, anyOf } = schema;
  if ($ref !== undefined) return [componentAt($ref)];
  const branches = [...asArray(oneOf), ...asArray(anyOf)].map(asObject);
  const names = [...branches.flatMap(typesOf), ...stringsIn([type ?? []].flat())];
  return names.length > 0 ? names : impliedTypes(schema);
}

/** Returns the types that the other keywords of a schema without `type` imply. */
function impliedTypes(schema: JsonObject): string[] {
  if ('properties' in schema) return ['object'];
  if ('items' in schema) return ['array'];
  const types = valuesOf(schema).map((value) => (value === null ? 'null' : typeof value));
  return types.length > 0 ? types : ['unknown'];
}

/** Returns the values that a schema lists. An open enum takes others as well. */
function enumTrait(schema: JsonObject): JsonObject {
  const values = [...new Set(valuesOf(schema))].filter((value) => value !== null);
  if (values.length === 0) return {};
  const sorted = values.sort((a, b) => byCodeUnit(valueText(a), valueText(b)));
  return { enum: { isOpen: 'x-extensible-enum' in schema, values: sorted } };
}

function valuesOf(schema: JsonObject): Json[] {
  if ('const' in schema) return [schema['const'] ?? null];
  return asArray(schema['x-extensible-enum'] ?? schema['enum']);
}

/** Returns the branches of a union, null aside. */
export const branchesOf = ({ oneOf, anyOf }: JsonObject): JsonObject[] =>
  [...asArray(oneOf), ...asArray(anyOf)].map(asObject).filter(({ type }) => type !== 'null');

/** Returns the component to which a schema or a response refers, alone or as the only branch of a union. */
export function componentOf(object: JsonObject): string {
  const [only, ...others] = branchesOf(object);
  return others.length > 0 ? '' : componentAt((only ?? object)['$ref']);
}

/** Returns the suffix of the component at a pointer; '' for all other values. */
function componentAt(pointer: Json | undefined): string {
  if (typeof pointer !== 'string') return '';
  const name = pointer.split('/').at(-1) ?? '';
  return pointer.startsWith('#/components/responses/') ? `response ${name}` : name;
}
