/**
 * Takes the secrets that a request carries out of what others wrote.
 *
 * Only those of 8 characters and more: real ones are longer, and a test's 'key' would make nonsense
 * of messages.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (safe, secret) => (secret.length < 8 ? safe : safe.replaceAll(secret, '***')),
    text,
  );
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
    if (!(value instanceof Object)) continue;
    for (const key of Reflect.ownKeys(value)) reached.add(Reflect.get(value, key));
    const { headers = value } = value as { headers?: unknown };
    if (headers instanceof Headers) reached.add(headers.get('Authorization'));
  }
  return cause;
}
