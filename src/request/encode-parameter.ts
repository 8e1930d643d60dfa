import { showValue } from '../values.js';

/**
 * Percent-encodes the value of a path or query parameter.
 *
 * @throws {TypeError} For a value that is no string, number or boolean, such as a Date, and for a
 * string with half of a surrogate pair (Cs), which cannot be encoded as UTF-8.
 */
export function encodeParameter(name: string, value: unknown): string {
  if (!['string', 'number', 'boolean'].includes(typeof value) || /\p{Cs}/u.test(String(value))) {
    throw new TypeError(
      `${name} must be a well-formed string, number or boolean, not ${showValue(value)}`,
    );
  }
  return encodeURIComponent(String(value));
}
