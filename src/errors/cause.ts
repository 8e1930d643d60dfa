import type { Redact } from './redact.js';

const MAX_CAUSES = 8;
const MAX_STACK_LENGTH = 8192;

/**
 * Returns a copy of what a fetch rejected with: name, message, code, stack and the chain of causes,
 * without secrets. Never throws.
 *
 * Only these properties are read. The errors of HTTP libraries often carry the whole request, with
 * its credentials, in other properties.
 */
export function copyCause(thrown: unknown, redact: Redact, causesLeft: number = MAX_CAUSES): Error {
  const errors = read(thrown, 'errors');
  // The first error of an AggregateError stands for all of them.
  const inner: unknown = Array.isArray(errors) ? errors[0] : read(thrown, 'cause');
  // A cause without a text would hide the message around it.
  const hasCause = textOf(inner) !== undefined && causesLeft > 0;
  const status = read(thrown, 'status');
  const kind = typeof status === 'number' ? `status ${status}` : typeof thrown;
  const copy = new Error(
    redact(textOf(thrown) ?? `fetch failed with ${kind}`),
    hasCause ? { cause: copyCause(inner, redact, causesLeft - 1) } : undefined,
  );
  for (const name of ['name', 'code', 'stack']) {
    const found = read(thrown, name);
    const value = typeof found === 'string' ? redact(found).slice(0, MAX_STACK_LENGTH) : found;
    if (['string', 'number'].includes(typeof value)) {
      Object.defineProperty(copy, name, { value, enumerable: name === 'code' });
    }
  }
  return copy;
}

/** Returns what a fault says: itself, its message or its code; undefined if it says nothing. */
function textOf(thrown: unknown): string | undefined {
  const told = read(thrown, 'message') ?? read(thrown, 'code') ?? thrown;
  return typeof told === 'string' ? told : undefined;
}

/** Reads a property of a foreign object, whose getter may throw. */
function read(thrown: unknown, property: string): unknown {
  try {
    return (thrown as Record<string, unknown>)[property];
  } catch {
    return undefined;
  }
}
