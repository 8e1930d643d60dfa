import { asObject, type Json, type JsonObject } from './json.js';

/**
 * What the `$ref` of a schema holds as long as components have no names. The stage `repair` writes
 * titles, `hoist` writes occurrences, and `name` replaces both by pointers, as OpenAPI has them.
 */
export type ReferenceTarget =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'occurrence'; readonly index: number };

/** Returns a schema that refers to the target. */
export const referenceTo = (target: ReferenceTarget): JsonObject => ({ $ref: target });

/** Returns what a schema refers to, or undefined if it is no such reference. */
export function targetOf(schema: Json | undefined): ReferenceTarget | undefined {
  const { kind, title, index } = asObject(asObject(schema)['$ref']);
  if (kind === 'title' && typeof title === 'string') return { kind, title };
  if (kind === 'occurrence' && typeof index === 'number') return { kind, index };
  return undefined;
}
