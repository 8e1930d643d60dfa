import {
  asArray,
  asObject,
  byCodeUnit,
  isObject,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { quoted, valueText, type Fact, type Kind } from './fact.js';
import { namesIn, textsOf, traitsOf } from './keywords.js';

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
  readonly texts?: JsonObject;
}

/** A schema as a fact, with a fact inside it for each schema inside it, components aside. */
export function schemaFact(given: Json | undefined, at: Position): Fact {
  const { schema, isNullable } = unwrap(given);
  const component = componentName(schema['$ref']);
  const branches = component === '' ? branchFacts(schema) : [];
  const { propertyName, mapping } = asObject(schema['discriminator']);
  const { additionalProperties: rest } = schema;
  return {
    kind: at.kind,
    step: at.step,
    component,
    traits: {
      type: [...typesOf(schema, branches), ...(isNullable ? ['null'] : [])],
      ...(branches.length > 0 && { union: 'oneOf' in schema ? 'oneOf' : 'anyOf' }),
      ...enumTrait(schema),
      ...(propertyName !== undefined && { discriminator: propertyName }),
      ...(isObject(mapping) && { mapping: mappedNames(mapping) }),
      ...requiredBeyond(schema),
      ...traitsOf(schema, isObject(rest) ? [...told, 'additionalProperties'] : told),
      ...at.traits,
    },
    texts: { ...textsOf(schema), ...at.texts },
    children: [...childrenOf(schema), ...branches],
  };
}

/** `X or null`, and a union of one branch, say no more than that branch and whether null fits. */
function unwrap(given: Json | undefined): { schema: JsonObject; isNullable: boolean } {
  const schema: JsonObject = given === false ? { not: {} } : asObject(given);
  const { type, oneOf, anyOf, ...others } = schema;
  const all = asArray(oneOf ?? anyOf);
  const branches = all.filter((branch) => asObject(branch)['type'] !== 'null');
  const types = typeof type === 'string' ? [type] : namesIn(type);
  const isNullable = branches.length < all.length || types.includes('null');
  const plain = types.filter((name) => name !== 'null');
  const beside = { ...others, ...(plain.length > 0 && { type: plain }) };
  const [only, ...more] = branches;
  if (only === undefined) return { schema: beside, isNullable };
  if (more.length > 0)
    return { schema: { ...beside, [oneOf ? 'oneOf' : 'anyOf']: branches }, isNullable };
  const inner = unwrap(only);
  return {
    schema: { ...inner.schema, ...beside },
    isNullable: isNullable || inner.isNullable,
  };
}

/** The names of the types that fit, as TypeScript's readers know them, null aside. */
function typesOf(schema: JsonObject, branches: readonly Fact[]): string[] {
  const component = componentName(schema['$ref']);
  if (component !== '') return [component];
  if (branches.length > 0) return branches.map(({ step }) => step.slice(1, -1)).sort();
  const types = namesIn(schema['type']);
  if (types.length > 0) return types.sort();
  if ('properties' in schema) return ['object'];
  if ('items' in schema) return ['array'];
  const values = asArray(
    enumTrait(schema)['enum'] && asObject(enumTrait(schema)['enum'])['values'],
  );
  const names = values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value));
  return names.length > 0 ? [...new Set(names)].sort() : ['unknown'];
}

/** The values that a schema lists; an open enum takes others as well. */
function enumTrait(schema: JsonObject): JsonObject {
  const isOpen = 'x-extensible-enum' in schema;
  const listed = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  const values = asArray(isOpen ? schema['x-extensible-enum'] : listed);
  if (values.length === 0) return {};
  const sorted = [...new Set(values)].sort((a, b) => byCodeUnit(valueText(a), valueText(b)));
  return { enum: { isOpen, values: sorted.filter((value) => value !== null) } };
}

/** Required names that are no properties of the schema, as beside a reference. */
function requiredBeyond(schema: JsonObject): JsonObject {
  const properties = asObject(schema['properties']);
  const names = namesIn(schema['required']);
  const beyond = names.filter((name) => !Object.hasOwn(properties, name)).sort();
  return beyond.length === 0 ? {} : { requires: beyond };
}

/** Facts for the properties, the values of a map and the items. */
function childrenOf(schema: JsonObject): Fact[] {
  const required = namesIn(schema['required']);
  const { items, additionalProperties: values } = schema;
  return [
    ...Object.entries(asObject(schema['properties'])).map(([name, property]) =>
      schemaFact(property, {
        kind: 'property',
        step: `.${quoted(name)}`,
        traits: { required: required.includes(name) },
      }),
    ),
    ...Object.entries(asObject(schema['patternProperties'])).map(([pattern, property]) =>
      schemaFact(property, { kind: 'property', step: `.(${pattern})` }),
    ),
    ...(isObject(values) || values === true
      ? [schemaFact(values, { kind: 'property', step: '.*' })]
      : []),
    ...(items === undefined ? [] : [schemaFact(items, { kind: 'property', step: '[]' })]),
    ...asArray(schema['prefixItems']).map((item, index) =>
      schemaFact(item, { kind: 'property', step: `[${String(index)}]` }),
    ),
  ];
}

/**
 * Facts for the branches of a union. A component names its branch; other branches are named by
 * their type and, where several have one type, by what they say, so that their order is no matter.
 */
function branchFacts(schema: JsonObject): Fact[] {
  const branches = asArray(schema['oneOf'] ?? schema['anyOf']).map((branch) =>
    schemaFact(branch, { kind: 'branch', step: '' }),
  );
  const counts = new Map<string, number>();
  return branches
    .map((fact) => ({ fact, key: identity(fact) }))
    .sort((a, b) => byCodeUnit(a.key, b.key))
    .map(({ fact }) => {
      const name = traitName(fact);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return { ...fact, step: count === 1 ? `<${name}>` : `<${name} ${String(count)}>` };
    });
}

const traitName = ({ traits }: Fact): string => namesIn(traits['type']).join(' | ');

/** What tells a branch from its like: its closed values first, as a discriminator has them. */
function identity(fact: Fact): string {
  const closed = fact.children.flatMap(({ step, traits }) =>
    asObject(traits['enum'])['isOpen'] === false ? [[step, traits['enum'] ?? null]] : [],
  );
  const names = fact.children.map(({ step }) => step).sort();
  return valueText([traitName(fact), closed.sort(), names, fact.traits]);
}

function mappedNames(mapping: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(mapping).map(([value, target]) => [value, componentName(target)]),
  );
}

/** The component that a pointer names; '' for everything else. */
export const componentName = (pointer: Json | undefined): string =>
  typeof pointer === 'string' ? (pointer.split('/').at(-1) ?? '') : '';
