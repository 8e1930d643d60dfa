/**
 * An environment variable; undefined if it is empty, if the runtime has none, or refuses to tell.
 */
export function readEnvironment(name: string): string | undefined {
  try {
    const { process } = globalThis as {
      process?: { env?: Record<string, string | undefined> };
    };
    const value = process?.env?.[name];
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}
