import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import type { JsonTypes } from './json-types.js';
import { traitsOf } from './keywords.js';
import type { Trait } from './model.js';
import type { SchemaView } from './schema-reader.js';

/** Keywords of schemas that parts and types tell. */
const shown = [
  ...['$defs', '$ref', 'type', 'enum', 'const', 'x-extensible-enum', 'discriminator'],
  ...['properties', 'required', 'patternProperties', 'items', 'prefixItems'],
  ...['oneOf', 'anyOf', 'allOf', 'contains', 'contentSchema', 'propertyNames'],
  ...['dependentSchemas', 'else', 'if', 'not', 'then'],
];

/** Keywords that list the values of a schema; the first that is there is its enum. */
const enums = ['enum', 'const', 'x-extensible-enum'];

/** What a schema says of its value itself, rather than of what is inside it. */
export function schemaTraits({ keywords, types }: SchemaView): Trait[] {
  const has = (keyword: string): boolean => keyword in keywords;
  const { propertyName } = asObject(keywords['discriminator']);
  const unions = ['oneOf', 'anyOf'].filter(has);
  const traits: Trait[] = [['type', [...types]]];
  for (const [index, keyword] of enums.filter(has).entries()) {
    const value = keywords[keyword] ?? null;
    traits.push(index === 0 ? enumTrait(keyword, value, types) : [keyword, value]);
  }
  if (unions.length > 0) traits.push(['union', unions.join(' and ')]);
  if (propertyName !== undefined) traits.push(['discriminator', propertyName]);
  return [
    ...traits,
    ...requiredBeyond(keywords),
    ...traitsOf(keywords, shown).filter(
      ([keyword, value]) => !holdsPart.includes(keyword) || !isObject(value),
    ),
  ];
}

/** The listed values as a set; a null that the type allows already goes without saying. */
function enumTrait(keyword: string, listed: Json, types: JsonTypes): Trait {
  const values = keyword === 'const' ? [listed] : asArray(listed);
  return [
    'enum',
    {
      open: keyword === 'x-extensible-enum',
      values: [...new Set(values)].filter((value) => value !== null || !types.includes('null')),
    },
  ];
}

/** Keywords that are an assertion as `false`, and hold a part as a schema. */
const holdsPart = ['additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'];

/** Required names of which no property is known: they make no type. */
function requiredBeyond(keywords: JsonObject): Trait[] {
  const properties = asObject(keywords['properties']);
  const names = asArray(keywords['required'])
    .map(String)
    .filter((name) => !Object.hasOwn(properties, name));
  return names.length === 0 ? [] : [['requires', [...new Set(names)].sort()]];
}
