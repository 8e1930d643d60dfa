import { asObject, type Json, type JsonObject } from '../shared/json.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';

const fix = 'ask the publisher which member is right, and copy the page again';

/** Returns the error for two values that no schema can join. */
export const contradiction = (first: Json, second: Json, place: Place): SpecError =>
  new SpecError(
    place,
    `allOf members that contradict each other: ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
    fix,
  );

/** Checks that neither schema adds a property to an object that the other one closes. */
export function checkClosedObjects(first: JsonObject, second: JsonObject, place: Place): void {
  checkClosedObject(first, second, place);
  checkClosedObject(second, first, place);
}

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
export function checkBounds(schema: JsonObject, place: Place): void {
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
