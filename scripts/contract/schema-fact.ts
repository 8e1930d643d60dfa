import {
  asArray,
  asObject,
  byCodeUnit,
  canonical,
  isObject,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { componentPointer } from '../shared/references.js';
import { namesIn, propertyText, type Fact, type Kind } from './fact.js';
import { textsOf, traitsOf } from './keywords.js';
import { componentName, enumTrait, typesOf, unwrap } from './schema-type.js';

/** Keywords that the type, the enum or the inner facts of a schema already say. */
const saidElsewhere = [
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
  const { propertyName, mapping } = asObject(schema['discriminator']);
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
      ...traitsOf(schema, saidElsewhere),
    },
    texts: textsOf(schema),
    children: [...childFacts(schema, types), ...branches, ...mappedFacts(mapping, types)],
  };
}

/** Returns facts for the properties, the values of a map and the items. */
function childFacts(schema: JsonObject, types: readonly string[]): Fact[] {
  const child = (step: string, inner: Json, traits: JsonObject = {}): Fact =>
    schemaFact(inner, { kind: 'property', step, traits });
  const { properties, patternProperties, additionalProperties: values, prefixItems } = schema;
  const { items = types.includes('array') ? {} : undefined } = schema;
  return [
    ...Object.entries(asObject(properties)).map(([name, property]) =>
      child(`.${propertyText(name)}`, property, {
        required: namesIn(schema['required']).includes(name),
      }),
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

/** Returns facts for the components to which a mapping refers and which are not branches of the schema. */
function mappedFacts(mapping: Json | undefined, types: readonly string[]): Fact[] {
  const names = new Set(Object.values(asObject(mapping)).map(componentName));
  return [...names]
    .filter((name) => !types.includes(name))
    .map((name) => {
      const pointer = { $ref: componentPointer(name) };
      return schemaFact(pointer, { kind: 'mapped component', step: `<${name}>` });
    });
}

/** Returns what distinguishes a branch from others: its closed values first, as a discriminator has them. */
function identity({ children, traits }: Fact): string {
  const closed = children
    .filter((child) => asObject(child.traits['enum'])['isOpen'] === false)
    .map((child) => `${child.step} ${canonical(child.traits['enum'] ?? null)}`);
  const steps = children.map(({ step }) => step);
  return canonical([traits['type'] ?? null, closed.sort(), steps.sort(), traits]);
}
