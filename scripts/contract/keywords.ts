import { sortKeys, type Json, type JsonObject } from '../shared/json.js';

/** Keywords for people. So are extensions, except for `x-extensible-enum`. */
const documenting = [
  ...['$comment', 'description', 'example', 'examples', 'externalDocs', 'links', 'summary'],
  ...['tags', 'title'],
];

/** Keywords that say nothing if they are false, and if they are 0. */
const flags = [
  ...['allowEmptyValue', 'allowReserved', 'deprecated', 'readOnly', 'uniqueItems', 'writeOnly'],
];
const counts = ['minItems', 'minLength', 'minProperties'];

const isDocumenting = (keyword: string): boolean =>
  documenting.includes(keyword) || (keyword.startsWith('x-') && keyword !== 'x-extensible-enum');

/** Returns whether a keyword has the value that it has where it is absent. */
export const isDefault = (keyword: string, value: Json): boolean =>
  (flags.includes(keyword) && value === false) || (counts.includes(keyword) && value === 0);

const isIdle = (keyword: string, value: Json): boolean =>
  isDefault(keyword, value) || (keyword === 'additionalProperties' && value !== false);

/** Returns the keywords of an object that speak to people. */
export const textsOf = (object: JsonObject): JsonObject => keep(object, isDocumenting);

/** Returns the keywords that speak to programs, without those that are excluded. */
export const traitsOf = (object: JsonObject, excluded: readonly string[]): JsonObject =>
  keep(
    object,
    (keyword, value) =>
      !isDocumenting(keyword) && !isIdle(keyword, value) && !excluded.includes(keyword),
  );

const keep = (object: JsonObject, isKept: (keyword: string, value: Json) => boolean): JsonObject =>
  sortKeys(Object.fromEntries(Object.entries(object).filter((entry) => isKept(...entry))));
