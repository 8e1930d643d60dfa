import {
  asArray,
  asObject,
  byCodeUnit,
  canonical,
  isObject,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { namesIn, quoted, valueText, type Fact, type Kind } from './fact.js';
import { textsOf, traitsOf } from './keywords.js';

/** Keywords of a schema that its type, its enum or the facts inside it tell. */
const told = [
  ...['$ref', 'type', 'enum', 'const', 'x-extensible-enum', 'oneOf', 'anyOf', 'required'],
  ...['properties', 'patternProperties', 'items', 'prefixItems', 'discriminator'],
];

/** Where a schema stands. */
interface Position {
  readonly kind: Kind;
  readonly step: string;
  /** What the position says itself: `required`, a parameter's style. */
  readonly traits?: JsonObject;
}

/** Returns a schema as a fact, with a fact inside it for each schema inside it, components aside. */
export function schemaFact(given: Json | undefined, { kind, step, traits }: Position): Fact {
  const { schema, isNullable } = unwrap(given);
  const component = componentName(schema['$ref']);
  const branches = branchFacts(schema);
  const types =
    branches.length > 0 ? branches.map((branch) => branch.step.slice(1, -1)) : typesOf(schema);
  // The mapping of a discriminator says what the closed enums of the branches say.
  const { propertyName } = asObject(schema['discriminator']);
  const demanded = namesIn(schema['required']);
  const beyond = demanded.filter((name) => !Object.hasOwn(asObject(schema['properties']), name));
  return {
    kind,
    step,
    component,
    traits: {
      type: [...types, ...(isNullable ? ['null'] : [])],
      ...(branches.length > 0 && { union: 'oneOf' in schema ? 'oneOf' : 'anyOf' }),
      ...enumTrait(schema),
      ...traits,
      ...(propertyName !== undefined && { discriminator: propertyName }),
      ...(beyond.length > 0 && { requires: beyond.sort() }),
      ...traitsOf(schema, told),
    },
    texts: textsOf(schema),
    children: [...childFacts(schema, types), ...branches],
  };
}

/** Takes null, and a union of one branch, off a schema: they say no more than the branch. */
function unwrap(given: Json | undefined): { schema: JsonObject; isNullable: boolean } {
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
function typesOf(schema: JsonObject): string[] {
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
function enumTrait(schema: JsonObject): JsonObject {
  const isOpen = 'x-extensible-enum' in schema;
  const listed = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  const values = asArray(isOpen ? schema['x-extensible-enum'] : listed);
  if (values.length === 0) return {};
  const sorted = [...new Set(values)].sort((a, b) => byCodeUnit(valueText(a), valueText(b)));
  return { enum: { isOpen, values: sorted.filter((value) => value !== null) } };
}

/** Returns facts for the properties, the values of a map and the items. */
function childFacts(schema: JsonObject, types: readonly string[]): Fact[] {
  const child = (step: string, inner: Json, traits: JsonObject = {}): Fact =>
    schemaFact(inner, { kind: 'property', step, traits });
  const { properties, patternProperties, additionalProperties: values, prefixItems } = schema;
  const { items = types.includes('array') ? {} : undefined } = schema;
  return [
    ...Object.entries(asObject(properties)).map(([name, property]) =>
      child(`.${quoted(name)}`, property, { required: namesIn(schema['required']).includes(name) }),
    ),
    ...Object.entries(asObject(patternProperties)).map(([pattern, property]) =>
      child(`.(${pattern})`, property),
    ),
    ...(isObject(values) || values === true ? [child('.*', values)] : []),
    ...(items === undefined ? [] : [child('[]', items)]),
    ...asArray(prefixItems).map((item, index) => child(`[${String(index)}]`, item)),
  ];
}

/**
 * Returns facts for the branches of a union. A component names its branch. Other branches are named
 * by their type and sorted by what they say, so that their order in the document is no matter.
 */
function branchFacts(schema: JsonObject): Fact[] {
  const counts = new Map<string, number>();
  return asArray(schema['oneOf'] ?? schema['anyOf'])
    .map((branch) => schemaFact(branch, { kind: 'branch', step: '' }))
    .sort((a, b) => byCodeUnit(identity(a), identity(b)))
    .map((fact) => {
      const name = namesIn(fact.traits['type']).join(' | ');
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return { ...fact, step: count === 1 ? `<${name}>` : `<${name} ${String(count)}>` };
    });
}

/** Returns what tells a branch from others: its closed values first, as a discriminator has them. */
function identity({ children, traits }: Fact): string {
  const closed = children
    .filter((child) => asObject(child.traits['enum'])['isOpen'] === false)
    .map((child) => `${child.step} ${canonical(child.traits['enum'] ?? null)}`);
  const steps = children.map(({ step }) => step);
  return canonical([traits['type'] ?? null, closed.sort(), steps.sort(), traits]);
}

/** Returns the component that a pointer names, or '' for everything else. */
export const componentName = (pointer: Json | undefined): string =>
  typeof pointer === 'string' ? (pointer.split('/').at(-1) ?? '') : '';
