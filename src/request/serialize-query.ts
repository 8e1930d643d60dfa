import { isPlainObject } from '../values.js';
import { encodeParameter } from './encode-parameter.js';

/**
 * Serializes query parameters as OpenAPI does by default: an array as one pair for each item, an
 * object as `name[key]`. Names are percent-encoded too. What is undefined or null is left out.
 *
 * @throws {TypeError} For any other value, such as a Date: whether the server wants a date or a time
 * is not known here.
 */
export function serializeQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query).flatMap(toPairs).join('&');
}

function toPairs([name, value]: [name: string, value: unknown]): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => toPairs([name, item]));
  if (isPlainObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => toPairs([`${name}[${key}]`, inner]));
  }
  return [`${encodeURIComponent(name)}=${encodeParameter(name, value)}`];
}
