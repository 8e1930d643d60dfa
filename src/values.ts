/** The longest delay that a timer takes, in milliseconds (24.8 days). A longer one fires at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/** Tells whether a value is an object with properties to read: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether a value is an object as a literal makes it: no Date, no instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Tells whether a value is a text of visible ASCII characters, which every header can hold. */
export function isVisibleAscii(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value);
}

/** Returns a copy without the properties that are undefined or null. */
export function omitAbsent<T extends object>(
  properties: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(properties).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

/**
 * Checks the names of options. The message suggests the option whose name holds the given one, or is
 * held by it.
 *
 * @throws {TypeError} For a name that is not known.
 */
export function checkNames(options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const given = unknown.toLowerCase();
  const meant = names.find((name) => {
    const known = name.toLowerCase();
    return known.includes(given) || given.includes(known);
  });
  const help = meant ? `did you mean '${meant}'?` : `the options are ${names.join(', ')}`;
  throw new TypeError(`There is no option '${unknown}'; ${help}`);
}

/**
 * Checks a number that a caller gave. Where `max` is Infinity, Infinity itself is allowed.
 *
 * @throws {TypeError} If the value is undefined.
 * @throws {RangeError} If it is anything else but a whole number from `min` to `max`.
 */
export function checkWholeNumber(
  name: string,
  value: unknown,
  [min, max]: readonly [min: number, max: number],
): asserts value is number {
  const isWhole = typeof value === 'number' && Math.floor(value) === value;
  if (isWhole && value >= min && value <= max) return;
  const ErrorClass = value === undefined ? TypeError : RangeError;
  throw new ErrorClass(
    `${name} must be a whole number from ${min} to ${max}, not ${showValue(value)}`,
  );
}

/** Shows a value in a message, on one line. An object may have no text of its own. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object(value) === value ? 'an object' : String(value);
}

/** Encodes a text as base64 of its UTF-8 bytes. */
export function toBase64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/**
 * Reads an environment variable. Returns undefined if it is empty, or if the runtime has no
 * environment or refuses access to it, as Deno does without permission.
 */
export function readEnvironment(name: string): string | undefined {
  try {
    const { process } = globalThis as {
      process?: { env?: Record<string, string | undefined> };
    };
    return process?.env?.[name] || undefined;
  } catch {
    return undefined;
  }
}
