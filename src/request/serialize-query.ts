import { isRecord } from '../values.js';

/**
 * Serializes query parameters as OpenAPI does by default: an array as one pair for each item, an
 * object as `name[key]`. Names are percent-encoded too. What is undefined or null is left out.
 */
export function serializeQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query).flatMap(toPairs).join('&');
}

function toPairs([name, value]: [name: string, value: unknown]): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => toPairs([name, item]));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, inner]) => toPairs([`${name}[${key}]`, inner]));
  }
  // What is left are strings, numbers and booleans.
  return [`${encodeURIComponent(name)}=${encodeURIComponent(value as string)}`];
}
