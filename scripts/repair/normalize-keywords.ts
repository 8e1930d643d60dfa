import type { JsonObject } from '../shared/json.js';

/**
 * Gives a schema one spelling where OpenAPI 3.0 and 3.1 differ: `nullable` as in 3.0, exclusive
 * bounds as in 3.1. The merging of `allOf` needs one spelling.
 */
export const normalizeKeywords = (schema: JsonObject): JsonObject =>
  normalizeBound(normalizeBound(normalizeNullable(schema), minimumKeywords), maximumKeywords);

/** Replaces `type: [x, 'null']` by `type: x, nullable: true`. */
function normalizeNullable(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (!Array.isArray(type)) return schema;
  const types = type.filter((name) => name !== 'null');
  const [only, ...others] = types;
  if (types.length < type.length) rest['nullable'] = true;
  if (only === undefined) return rest;
  return { type: others.length === 0 ? only : types, ...rest };
}

interface BoundKeywords {
  readonly inclusive: string;
  readonly exclusive: string;
}

const minimumKeywords: BoundKeywords = { inclusive: 'minimum', exclusive: 'exclusiveMinimum' };
const maximumKeywords: BoundKeywords = { inclusive: 'maximum', exclusive: 'exclusiveMaximum' };

/** Replaces `minimum: n, exclusiveMinimum: true` by `exclusiveMinimum: n`. */
function normalizeBound(schema: JsonObject, { inclusive, exclusive }: BoundKeywords): JsonObject {
  const { [inclusive]: bound, [exclusive]: flag, ...rest } = schema;
  if (typeof flag !== 'boolean') return schema;
  if (bound === undefined) return rest;
  return { ...rest, [flag ? exclusive : inclusive]: bound };
}
