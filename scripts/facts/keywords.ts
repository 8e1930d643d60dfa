import type { Json, JsonObject } from '../shared/json.js';
import type { Trait } from './model.js';

const documenting = new Set([
  '$comment',
  'description',
  'example',
  'examples',
  'externalDocs',
  'links',
  'summary',
  'tags',
  'title',
]);

/** Whether a keyword speaks to people alone. Extensions do, save the one that opens an enum. */
const isDocumenting = (keyword: string): boolean =>
  documenting.has(keyword) || (keyword.startsWith('x-') && keyword !== 'x-extensible-enum');

/** Values that say no more than leaving the keyword out. */
const idle: JsonObject = {
  additionalProperties: true,
  allowEmptyValue: false,
  allowReserved: false,
  deprecated: false,
  minItems: 0,
  minLength: 0,
  minProperties: 0,
  readOnly: false,
  unevaluatedItems: true,
  unevaluatedProperties: true,
  uniqueItems: false,
  writeOnly: false,
};

/** What an object says to people, by keyword. */
export const textsOf = (object: JsonObject): JsonObject =>
  filter(object, ([keyword]) => isDocumenting(keyword));

/** What an object says to programs, by keyword. */
export const assertionsOf = (object: JsonObject): JsonObject =>
  filter(object, ([keyword]) => !isDocumenting(keyword));

/** What keywords say that no other part of a fact shows, as traits. */
export const traitsOf = (object: JsonObject, shown: readonly string[]): Trait[] =>
  Object.entries(object).filter(
    ([keyword, value]) =>
      !isDocumenting(keyword) && !shown.includes(keyword) && idle[keyword] !== value,
  );

const filter = (object: JsonObject, keep: (entry: [string, Json]) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(keep));
