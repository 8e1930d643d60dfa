/** Returns the text as one word: `connect.v1.Plugin` becomes `ConnectV1Plugin`. */
export const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Returns the items by key. Keys and items keep the order in which they first appear. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Returns a text in the characters that OpenAPI allows for the name of a component. */
export const componentKey = (text: string): string =>
  text.trim().replaceAll(/[^A-Za-z0-9._-]+/g, '_');
