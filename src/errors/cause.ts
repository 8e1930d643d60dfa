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
  const told = typeof inner === 'string' ? inner : (read(inner, 'message') ?? read(inner, 'code'));
  const hasCause = typeof told === 'string' && causesLeft > 0;
  const copy = new Error(
    redact(messageOf(thrown)),
    hasCause ? { cause: copyCause(inner, redact, causesLeft - 1) } : undefined,
  );
  for (const name of ['name', 'code', 'stack']) {
    const found = read(thrown, name);
    const value = typeof found === 'string' ? redact(found).slice(0, MAX_STACK_LENGTH) : found;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    Object.defineProperty(copy, name, { value, enumerable: name === 'code' });
  }
  return copy;
}

function messageOf(thrown: unknown): string {
  const message = typeof thrown === 'string' ? thrown : read(thrown, 'message');
  if (typeof message === 'string') return message;
  const status = read(thrown, 'status');
  const kind = typeof status === 'number' ? `status ${status}` : typeof thrown;
  return `fetch failed with ${kind}`;
}

/** Reads a property of a foreign object, whose getter may throw. */
function read(thrown: unknown, property: string): unknown {
  try {
    return (thrown as Record<string, unknown>)[property];
  } catch {
    return undefined;
  }
}
