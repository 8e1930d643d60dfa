import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';

/** Returns the schema that accepts what both schemas accept. */
type SchemaMerge = (first: JsonObject, second: JsonObject, place: Place) => JsonObject;

/**
 * Merges the constraints of two schemas keyword by keyword. Two values that do not fit into one
 * keyword go into an `allOf`.
 *
 * @param mergeInner - Merges the schemas inside, such as those of one property.
 * @throws SpecError for values that contradict each other.
 */
export function mergeConstraints(
  { first, second }: { readonly first: JsonObject; readonly second: JsonObject },
  place: Place,
  mergeInner: SchemaMerge,
): JsonObject {
  checkClosedObject(first, second, place);
  checkClosedObject(second, first, place);
  const merged: JsonObject = { ...first };
  const separate: JsonObject = {};
  for (const [keyword, value] of Object.entries(second)) {
    const present = merged[keyword];
    if (present === undefined || canonical(present) === canonical(value)) {
      merged[keyword] = value;
      continue;
    }
    const pair = { keyword, first: present, second: value };
    const joined = mergeKeyword(pair, childPlace(place, keyword), mergeInner);
    if (joined === undefined) separate[keyword] = value;
    else merged[keyword] = joined;
  }
  checkBounds(merged, place);
  if (Object.keys(separate).length === 0) return merged;
  return { ...merged, allOf: [...asArray(merged['allOf']), separate] };
}

/** Two different values of one keyword. */
interface KeywordPair {
  readonly keyword: string;
  readonly first: Json;
  readonly second: Json;
}

/** Returns one value for both, or undefined if one schema cannot say both. */
function mergeKeyword(
  { keyword, first, second }: KeywordPair,
  place: Place,
  mergeInner: SchemaMerge,
): Json | undefined {
  switch (keyword) {
    case 'properties':
    case 'patternProperties': {
      const merged = { ...asObject(first) };
      for (const [name, schema] of Object.entries(asObject(second))) {
        const present = merged[name];
        merged[name] = present
          ? mergeInner(asObject(present), asObject(schema), childPlace(place, name))
          : schema;
      }
      return merged;
    }
    case 'items':
    case 'additionalProperties':
      if (typeof first === 'boolean') return first ? second : first;
      if (typeof second === 'boolean') return second ? first : second;
      return mergeInner(asObject(first), asObject(second), place);
    case 'required':
      return [...new Set([...asArray(first), ...asArray(second)])];
    case 'type':
      if ([first, second].every((type) => type === 'integer' || type === 'number')) {
        return 'integer';
      }
      throw contradiction(first, second, place);
    case 'enum': {
      const inBoth = asArray(first).filter((value) => asArray(second).includes(value));
      if (inBoth.length > 0) return inBoth;
      throw contradiction(first, second, place);
    }
    case 'uniqueItems':
      return true;
    case 'allOf':
      return [...asArray(first), ...asArray(second)];
    case 'pattern':
    case 'oneOf':
    case 'anyOf':
    case 'not':
    case 'multipleOf':
      return undefined;
    default:
      if (/^(min|exclusiveMin)/.test(keyword)) return Math.max(Number(first), Number(second));
      if (/^(max|exclusiveMax)/.test(keyword)) return Math.min(Number(first), Number(second));
      throw contradiction(first, second, place);
  }
}

const fix = 'ask the publisher which member is right, and copy the page again';

/** Returns the error for two values that no schema can join. */
const contradiction = (first: Json, second: Json, place: Place): SpecError =>
  new SpecError(
    place,
    `allOf members that contradict each other: ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
    fix,
  );

/** Checks that no schema adds a property to an object that another one closes. */
function checkClosedObject(closed: JsonObject, other: JsonObject, place: Place): void {
  if (closed['additionalProperties'] !== false || 'patternProperties' in closed) return;
  const known = asObject(closed['properties']);
  for (const name of Object.keys(asObject(other['properties']))) {
    if (!Object.hasOwn(known, name)) {
      throw new SpecError(
        childPlace(place, 'properties', name),
        `an allOf member adds \`${name}\` to an object that another member closes with additionalProperties: false`,
        fix,
      );
    }
  }
}

/** Checks that no lower bound of a schema is above its upper bound. */
function checkBounds(schema: JsonObject, place: Place): void {
  for (const [keyword, lowerBound] of Object.entries(schema)) {
    if (!keyword.startsWith('min')) continue;
    const upperKeyword = keyword.replace(/^min/, 'max');
    const upperBound = schema[upperKeyword];
    if (typeof lowerBound !== 'number' || typeof upperBound !== 'number') continue;
    if (lowerBound > upperBound) {
      throw contradiction(`${keyword} ${lowerBound}`, `${upperKeyword} ${upperBound}`, place);
    }
  }
}
