import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import type { Kind, Trait } from './model.js';
import { branches } from './schema-branches.js';
import type { SchemaReader, SchemaView } from './schema-reader.js';
import { quoted } from './text.js';

/** A schema directly inside another one. */
export interface SchemaPart {
  /** How a path to it goes on: `.name`, `[]`, `<Component>`, ... */
  readonly step: string;
  readonly kind: Kind;
  readonly schema: Json;
  /** What the outer schema says of it. */
  readonly traits: readonly Trait[];
}

/** The schemas directly inside a schema. */
export function schemaParts({ keywords }: SchemaView, reader: SchemaReader): SchemaPart[] {
  const part = (step: string, kind: Kind, schema: Json | undefined): SchemaPart[] =>
    schema === undefined ? [] : [{ step, kind, schema, traits: [] }];
  const inParentheses = (kind: Kind, ...names: string[]): SchemaPart[] =>
    names.flatMap((name) => part(`(${name})`, kind, keywords[name]));
  const { additionalProperties: map } = keywords;
  const isList = [keywords['type']].flat().includes('array');
  return [
    ...properties(keywords),
    ...part('.*', 'property', map === false ? undefined : map),
    ...Object.entries(asObject(keywords['patternProperties'])).flatMap(([pattern, schema]) =>
      part(`./${quoted(pattern)}/`, 'property', schema),
    ),
    ...part('[]', 'items', keywords['items'] ?? (isList ? true : undefined)),
    ...asArray(keywords['prefixItems']).flatMap((schema, index) =>
      part(`[${index}]`, 'items', schema),
    ),
    ...branches(keywords, reader),
    ...asArray(keywords['allOf']).flatMap((schema, index) =>
      part(`(allOf ${index})`, 'constraint', schema),
    ),
    ...inParentheses('constraint', 'contains', 'contentSchema', 'propertyNames'),
    ...inParentheses('condition', 'else', 'if', 'not', 'then'),
    ...['unevaluatedItems', 'unevaluatedProperties']
      .filter((name) => isObject(keywords[name]))
      .flatMap((name) => inParentheses('condition', name)),
    ...Object.entries(asObject(keywords['dependentSchemas'])).flatMap(([name, schema]) =>
      part(`(dependentSchemas ${quoted(name)})`, 'condition', schema),
    ),
  ];
}

/** The named properties, and whether each is required. */
function properties(keywords: JsonObject): SchemaPart[] {
  const required = new Set(asArray(keywords['required']));
  return Object.entries(asObject(keywords['properties'])).map(([name, schema]) => ({
    step: /^[\w$@-]+$/.test(name) ? `.${name}` : `.${JSON.stringify(name)}`,
    kind: 'property',
    schema,
    traits: [['required', required.has(name)]],
  }));
}
