import { asObject, type Json, type JsonObject } from '../shared/json.js';

/**
 * What a document has at a pointer such as `#/components/schemas/ListMeta` (RFC 6901).
 *
 * @throws Error where it has nothing.
 */
export function resolve(document: JsonObject, pointer: string): Json {
  let value: Json | undefined = document;
  for (const step of pointer.split('/').slice(1)) value = asObject(value)[unescape(step)];
  if (value === undefined) throw new Error(`The document has nothing at ${pointer}`);
  return value;
}

/** The name at the end of a pointer. */
export const nameOf = (pointer: string): string =>
  unescape(pointer.slice(pointer.lastIndexOf('/') + 1));

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
