import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import { typesText } from './json-types.js';
import type { Trait } from './model.js';
import { nameOf } from './pointer.js';
import type { SchemaReader } from './schema-reader.js';
import { isNull } from './schema-types.js';

/** One way to satisfy a union. */
interface Branch {
  /** What names it in a path: `<Component>`, or in parentheses its types or its number. */
  readonly step: string;
  readonly kind: 'branch';
  readonly schema: Json;
  readonly traits: readonly Trait[];
}

/** The branches of a union, null aside, with the discriminator values that lead to each. */
export function branches(keywords: JsonObject, reader: SchemaReader): Branch[] {
  const values = discriminatorValues(keywords);
  const steps = new Map<string, Json>();
  for (const keyword of ['oneOf', 'anyOf']) {
    asArray(keywords[keyword]).forEach((schema, index) => {
      if (isNull(schema)) return;
      const pointer = asObject(schema)['$ref'];
      const names = [
        ...(typeof pointer === 'string' ? [`<${nameOf(pointer)}>`] : []),
        `(${typesText([...reader.read(schema).types])})`,
        `(${keyword} ${index})`,
      ];
      steps.set(names.find((name) => !steps.has(name)) ?? '', schema);
    });
  }
  for (const name of values.keys()) {
    const step = `<${name}>`;
    if (!steps.has(step)) steps.set(step, { $ref: `#/components/schemas/${name}` });
  }
  return [...steps].map(([step, schema]) => {
    const mapping = values.get(step.slice(1, -1));
    return { step, kind: 'branch', schema, traits: mapping ? [['mapping', mapping.sort()]] : [] };
  });
}

/** By component name, the values of the discriminator that lead to it. */
function discriminatorValues(keywords: JsonObject): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [value, target] of Object.entries(
    asObject(asObject(keywords['discriminator'])['mapping']),
  )) {
    if (typeof target !== 'string') continue;
    const name = nameOf(target);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}
