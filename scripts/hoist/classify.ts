import { occurrenceIndex, type Occurrence } from './hoist.js';
import { canonical, isObject, type Json, type JsonObject } from '../json.js';
import { isAnnotation } from '../schemas.js';

/** Annotations that change the type made of a schema, or the request that it asks for. */
const meaningful = new Set(['default', 'readOnly', 'writeOnly', 'nullable']);

/** Keywords whose array is a set, so that its order means nothing. */
const sets = ['required', 'enum', 'x-extensible-enum'];

/** Keywords that hold schemas by a name of the publisher's choice. */
const records = ['properties', 'patternProperties', 'mapping'];

/** Keywords that hold a value of the API, not a schema. */
const values = ['const', 'default'];

/**
 * Numbers the occurrences so that two get one number exactly when they have one title and mean the
 * same, all the way down and round every circle, documentation and examples aside.
 *
 * It is partition refinement: all of one title start as equal, and those whose insides differ are
 * told apart until a round finds no more difference.
 */
export function classify(occurrences: readonly Occurrence[]): number[] {
  const outlines = occurrences.map(outlineOf);
  const texts = number(outlines.map(({ text }) => text));
  let classes = number(occurrences.map(({ title }) => title));
  for (;;) {
    const refined = number(
      outlines.map(({ inside }, index) =>
        [classes[index], texts[index], ...inside.map((child) => classes[child])].join(' '),
      ),
    );
    if (new Set(refined).size === new Set(classes).size) return refined;
    classes = refined;
  }
}

/** What a schema means, less what the titled schemas inside it mean: those are named beside it. */
function outlineOf({ schema }: Occurrence): { text: string; inside: number[] } {
  const inside: number[] = [];
  const text = canonical(
    meaningOf(schema, (index) => {
      inside.push(index);
      return 'occurrence';
    }),
  );
  return { text, inside };
}

/**
 * A schema without its annotations, save those that change the type.
 *
 * @param refer - What stands for the occurrence of that number, called in the order of the keys.
 */
export function meaningOf(schema: Json, refer: (index: number) => Json): Json {
  if (Array.isArray(schema)) return schema.map((member) => meaningOf(member, refer));
  if (!isObject(schema)) return schema;
  const meaning: JsonObject = {};
  const index = occurrenceIndex(schema);
  if (index !== undefined) meaning['$ref'] = refer(index);
  for (const keyword of Object.keys(schema).sort()) {
    const value = schema[keyword];
    if (value === undefined || (keyword === '$ref' && index !== undefined)) continue;
    if (isAnnotation(keyword) && !meaningful.has(keyword)) continue;
    if (records.includes(keyword)) {
      meaning[keyword] = meaningOfEach(value, refer);
    } else if (values.includes(keyword)) {
      meaning[keyword] = value;
    } else if (sets.includes(keyword) && Array.isArray(value)) {
      meaning[keyword] = value.map((member) => canonical(member)).sort();
    } else {
      meaning[keyword] = meaningOf(value, refer);
    }
  }
  return meaning;
}

/** Names in a record are no keywords: a property may well be called `title` or `example`. */
function meaningOfEach(properties: Json, refer: (index: number) => Json): Json {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(
    Object.keys(properties)
      .sort()
      .map((name) => [name, meaningOf(properties[name] ?? null, refer)]),
  );
}

/** Equal texts get equal numbers, counted from 0 in the order in which they first appear. */
function number(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  });
}
