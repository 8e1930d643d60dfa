/**
 * Takes the secrets that a request carries out of what others wrote: text, or data as JSON has it.
 *
 * Only those of 8 characters and more: real ones are longer, and a test's 'key' would make nonsense
 * of messages.
 */
export function redact<T>(data: T, secrets: readonly string[]): T {
  const clean = (literal: string): string =>
    secrets
      .filter(({ length }) => length >= 8)
      .reduce(
        (safe, secret) => safe.replaceAll(JSON.stringify(secret).slice(1, -1), '***'),
        literal,
      );
  return JSON.parse(JSON.stringify(data).replace(/"([^"\\]|\\.)*"/g, clean)) as T;
}

/**
 * The cause as it is, unless a secret can be read off it, as off the errors of HTTP libraries that
 * carry their request: then an error that says the same.
 */
export function redactCause(cause: unknown, secrets: readonly string[]): unknown {
  const reached = new Set([cause]);
  for (const value of reached) {
    if (typeof value === 'string' && redact(value, secrets) !== value) {
      return new Error(redact(String(cause), secrets));
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Reflect.ownKeys(value)) {
      reached.add(key).add(Reflect.getOwnPropertyDescriptor(value, key)?.value);
    }
    // A request has its headers from its class; headers, maps and sets show theirs one by one.
    reached.add((value as { headers?: unknown }).headers);
    if (Symbol.iterator in value) for (const part of value as Iterable<unknown>) reached.add(part);
  }
  return cause;
}
