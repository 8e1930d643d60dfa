/** `connect.v1.Plugin` and `Not Found` as one word each: `ConnectV1Plugin`, `NotFound`. */
export const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
