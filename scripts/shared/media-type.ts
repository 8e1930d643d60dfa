import type { JsonObject } from './json.js';

/** Returns whether a media type means JSON: `application/json; charset=utf-8`, `application/a+json`. */
export function isJsonMediaType(mediaType: string): boolean {
  const [name = ''] = mediaType.split(';');
  return /(\/|\+)json$/i.test(name.trim());
}

/** Returns the first JSON media type of a `content` object, or undefined if it has none. */
export const jsonMediaTypeOf = (content: JsonObject): string | undefined =>
  Object.keys(content).find(isJsonMediaType);
