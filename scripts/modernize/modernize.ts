import type { Hoisted } from '../hoist/hoist-schemas.js';
import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Report } from '../shared/report.js';
import type { Place } from '../shared/spec-error.js';

/** Properties whose enum says which resource an object is. Confluent does not extend these enums. */
const closedEnumProperties = ['api_version', 'kind'];

/**
 * Writes schemas as OpenAPI 3.1 has them where the specs use OpenAPI 3.0. It also opens the enums of
 * several strings or numbers: the docs pages print them as closed, but Confluent declares them extensible.
 */
export function modernize(hoisted: Hoisted, report: Report): Hoisted {
  const modern: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const withExamples = exampleToList(
      withoutIdleType(mapChildSchemas(schema, place, modern), report),
    );
    return nullableToType(openEnum(nullOutOfEnum(withExamples), place, report));
  };
  return {
    operations: hoisted.operations.map((operation) => mapOperationSchemas(operation, modern)),
    occurrences: hoisted.occurrences.map((occurrence) => ({
      ...occurrence,
      schema: asObject(modern(occurrence.schema, occurrence.place)),
    })),
  };
}

/** Removes `type: object` beside `oneOf` or `anyOf`. It adds nothing, and it hides the branches from type generators. */
function withoutIdleType(schema: JsonObject, report: Report): JsonObject {
  const { type, ...rest } = schema;
  const hasBranches = 'oneOf' in schema || 'anyOf' in schema;
  if (type !== 'object' || !hasBranches || 'properties' in schema) return schema;
  report.countRepair('type: object removed beside oneOf or anyOf');
  return rest;
}

function exampleToList(schema: JsonObject): JsonObject {
  const { example, ...rest } = schema;
  return example === undefined ? schema : { ...rest, examples: [example] };
}

/** Moves a null among the values of an enum to `nullable`, where OpenAPI 3.0 has it. */
function nullOutOfEnum(schema: JsonObject): JsonObject {
  const keyword = enumKeywords.find((name) => asArray(schema[name]).includes(null));
  if (keyword === undefined) return schema;
  const values = asArray(schema[keyword]).filter((value) => value !== null);
  return { ...schema, [keyword]: values, nullable: true };
}

const enumKeywords = ['enum', 'x-extensible-enum'];

function openEnum(schema: JsonObject, place: Place, report: Report): JsonObject {
  if (!isExtensible(asArray(schema['enum']), place)) return schema;
  report.countRepair('enum of several values opened');
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword === 'enum' ? 'x-extensible-enum' : keyword,
      value,
    ]),
  );
}

function isExtensible(values: readonly Json[], { pointer }: Place): boolean {
  const areAllOf = (type: string): boolean => values.every((value) => typeof value === type);
  const isClosed = closedEnumProperties.some((name) => pointer.endsWith(`/properties/${name}`));
  return values.length > 1 && (areAllOf('string') || areAllOf('number')) && !isClosed;
}

/** Replaces `nullable: true` by null among the types, the enum values or the branches. */
function nullableToType(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return rest;
  if (rest['enum'] !== undefined) rest['enum'] = [...new Set([...asArray(rest['enum']), null])];
  if (typeof rest['type'] === 'string') return { ...rest, type: [rest['type'], 'null'] };
  if (Array.isArray(rest['type'])) return { ...rest, type: [...rest['type'], 'null'] };
  for (const branches of ['oneOf', 'anyOf']) {
    if (Array.isArray(rest[branches])) {
      return { ...rest, [branches]: [...rest[branches], { type: 'null' }] };
    }
  }
  const { $ref, ...siblings } = rest;
  if ($ref !== undefined) return { anyOf: [{ $ref }, { type: 'null' }], ...siblings };
  const type = impliedType(rest);
  return type === undefined ? rest : { ...rest, type: [type, 'null'] };
}

/** Returns the type that a schema without `type` implies. It is undefined if the schema takes null anyway. */
function impliedType(schema: JsonObject): string | undefined {
  if ('properties' in schema) return 'object';
  if ('items' in schema) return 'array';
  const [value] = asArray(schema['x-extensible-enum']);
  return value === undefined ? undefined : typeof value;
}
