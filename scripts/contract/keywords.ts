import { asArray, type Json, type JsonObject } from '../shared/json.js';

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

/** Tells keywords for people from those for programs. Most extensions are for people. */
const isDocumenting = (keyword: string): boolean =>
  documenting.has(keyword) || (keyword.startsWith('x-') && keyword !== 'x-extensible-enum');

/** Values that say no more than an absent keyword. */
const idle: JsonObject = {
  additionalProperties: true,
  allowEmptyValue: false,
  allowReserved: false,
  deprecated: false,
  minItems: 0,
  minLength: 0,
  minProperties: 0,
  readOnly: false,
  uniqueItems: false,
  writeOnly: false,
};

/** The keywords of an object that speak to people. */
export const textsOf = (object: JsonObject): JsonObject =>
  filter(object, ([keyword]) => isDocumenting(keyword));

/** The keywords of an object that speak to programs, without those that are told elsewhere. */
export const traitsOf = (object: JsonObject, told: readonly string[]): JsonObject =>
  filter(
    object,
    ([keyword, value]) =>
      !isDocumenting(keyword) && !told.includes(keyword) && idle[keyword] !== value,
  );

const filter = (object: JsonObject, keep: (entry: [string, Json]) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(keep));

/** The texts in a list, as `type` and `required` have them. */
export const namesIn = (list: Json | undefined): string[] =>
  asArray(list).filter((name) => typeof name === 'string');
