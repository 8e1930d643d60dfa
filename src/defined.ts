/** What of the properties is neither undefined nor null, so that absent means absent. */
export function defined<T extends object>(properties: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(properties).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
