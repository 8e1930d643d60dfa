/** The longest delay that a timer takes, in milliseconds (24.8 days). A longer one fires at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/** Tells whether a value is an object with properties to read: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
 * Checks a number that a caller gave.
 *
 * @throws {RangeError} If the value is not a whole number from `min` to `max`. Where `max` is
 * Infinity, Infinity itself is allowed.
 */
export function checkWholeNumber(name: string, value: unknown, min: number, max: number): void {
  const number = value as number;
  const isWhole = Number.isInteger(value) || value === Infinity;
  if (!isWhole || number < min || number > max) {
    throw new RangeError(
      `${name} must be a whole number from ${min} to ${max}, not ${showValue(value)}`,
    );
  }
}

/** Shows a value in a message. An object may have no text of its own. */
export function showValue(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Encodes a text as base64 of its UTF-8 bytes. */
export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
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
