import { isDeepStrictEqual } from 'node:util';
import { isDefault } from '../contract/keywords.js';
import { componentName } from '../contract/schema-type.js';
import type { Contract } from '../merge/merge-contract.js';
import {
  asObject,
  byCodeUnit,
  canonical,
  isObject,
  sortKeys,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import { meaningOf } from '../shared/schema-meaning.js';

/** A part of the document that changed although none of its facts did. */
export interface UnseenChange {
  readonly part: string;
  /** Whether only texts, or keywords that say nothing, changed. */
  readonly isTextual: boolean;
}

/**
 * Returns the parts of the document that changed, except for those whose changes are known.
 *
 * @param known - The parts of which a change is reported.
 */
export function unseenChanges(
  oldContract: Contract,
  newContract: Contract,
  known: ReadonlySet<string>,
): UnseenChange[] {
  const newParts = partsOf(newContract);
  return [...partsOf(oldContract)].flatMap(([part, oldValue]) => {
    const newValue = newParts.get(part);
    // Facts say that a part is new or gone.
    if (newValue === undefined || known.has(part) || areReordered(oldValue, newValue)) return [];
    return [{ part, isTextual: isDeepStrictEqual(essence(oldValue), essence(newValue)) }];
  });
}

/** Returns whether two values are equal, apart from the order of keys and of sets. */
export const areReordered = (oldValue: Json, newValue: Json): boolean =>
  isDeepStrictEqual(inOneOrder(oldValue), inOneOrder(newValue));

/** Returns the parts of the document by name, as facts name them. Its own texts are left out. */
function partsOf({ document }: Contract): ReadonlyMap<string, Json> {
  const { servers = [], security = [], paths, components, ...rest } = document;
  const { schemas, responses, securitySchemes, ...sections } = asObject(components);
  const others = Object.entries(rest).filter(([key]) => !documentTexts.includes(key));
  const operations = Object.entries(asObject(paths)).flatMap(([path, item]) =>
    Object.entries(asObject(item)).map(([key, value]): [string, Json] => {
      const isOperation = httpMethods.includes(key);
      const name = isOperation ? `${key.toUpperCase()} ${path}` : `${path} ${key}`;
      const operation = { servers, security, ...withResponses(asObject(value), responses) };
      return [name, isOperation ? operation : value];
    }),
  );
  return new Map([
    ['openapi.yaml', { ...Object.fromEntries(others), components: sections }],
    ...operations,
    ...named('', schemas),
    ...named('security ', securitySchemes),
  ]);
}

/** Returns an operation with its responses in the place of references to them. */
function withResponses(operation: JsonObject, responses: Json | undefined): JsonObject {
  if (!isObject(operation['responses'])) return operation;
  const opened = mapValues(operation['responses'], (response) => {
    const { $ref } = asObject(response);
    return asObject(responses)[componentName($ref)] ?? response;
  });
  return { ...operation, responses: opened };
}

const named = (start: string, section: Json | undefined): [string, Json][] =>
  Object.entries(asObject(section)).map(([name, value]) => [`${start}${name}`, value]);

/** The keys of the document that speak to people. */
const documentTexts = ['info', 'tags'];

/** Keywords whose lists are sets. */
const setKeywords = [
  ...['anyOf', 'enum', 'oneOf', 'parameters', 'required', 'security', 'servers', 'tags', 'type'],
  'x-extensible-enum',
];

function inOneOrder(value: Json, keyword = ''): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => inOneOrder(item));
    const isSet = setKeywords.includes(keyword);
    return isSet ? items.sort((a, b) => byCodeUnit(canonical(a), canonical(b))) : items;
  }
  return mapValues(value, inOneOrder);
}

/** Returns a value in one order, without texts and without keywords that say nothing. */
const essence = (value: Json): Json => meaningOf(inOneOrder(withoutDefaults(value)));

function withoutDefaults(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([keyword, inner]) => !isDefault(keyword, inner));
  return mapValues(Object.fromEntries(kept), withoutDefaults);
}

function mapValues(value: Json, map: (inner: Json, key: string) => Json): Json {
  if (!isObject(value)) return value;
  const entries = Object.entries(sortKeys(value)).map(([key, inner]): [string, Json] => [
    key,
    map(inner, key),
  ]);
  return Object.fromEntries(entries);
}
