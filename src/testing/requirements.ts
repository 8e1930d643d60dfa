import { isRecord } from '../values.js';

/**
 * Throws a TypeError unless a rule holds. The message is the rule and the value that was given.
 *
 * @throws {TypeError}
 */
export function requireType(holds: boolean, rule: string, value: unknown): asserts holds {
  if (!holds) throw new TypeError(`createFakeConfluent: ${rule}, not ${show(value)}`);
}

/**
 * Throws unless a value is a whole number in a range.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is not whole, or out of the range.
 */
export function requireWhole(
  name: string,
  value: unknown,
  [min, max]: readonly [number, number],
): void {
  const end = max === Infinity ? '' : ` to ${max}`;
  const rule = `${name} must be a whole number from ${min}${end}`;
  requireType(typeof value === 'number', rule, value);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`createFakeConfluent: ${rule}, not ${value}`);
  }
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
