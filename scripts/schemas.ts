import { asArray, asObject, isObject, type Json, type JsonObject } from './json.js';
import type { Operation } from './read/operations.js';
import { below, type Place } from './spec-error.js';

/** Turns a schema into another one. `Json`, for a published schema can also be a string or a boolean. */
export type SchemaMap = (schema: Json, at: Place) => Json;

const listsOfSchemas = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const mapsOfSchemas = ['properties', 'patternProperties', '$defs'];
const singleSchemas = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames'];

/** Keywords that describe a schema, or its use in one place, without changing what it accepts. */
export const isAnnotation = (keyword: string): boolean =>
  annotations.has(keyword) || (keyword.startsWith('x-') && keyword !== 'x-extensible-enum');

const annotations = new Set(
  'title description default example examples externalDocs xml readOnly writeOnly deprecated nullable'.split(
    ' ',
  ),
);

/** The schema with the map applied to each schema directly inside it, discriminator mapping included. */
export function mapChildren(schema: JsonObject, at: Place, map: SchemaMap): JsonObject {
  const result: JsonObject = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    const here = below(at, keyword);
    if (listsOfSchemas.includes(keyword)) {
      result[keyword] = asArray(value).map((member, index) => map(member, below(here, index)));
    } else if (mapsOfSchemas.includes(keyword)) {
      result[keyword] = mapValues(asObject(value), here, map);
    } else if (singleSchemas.includes(keyword) && typeof value !== 'boolean') {
      result[keyword] = map(value, here);
    } else if (keyword === 'discriminator') {
      const mapping = asObject(asObject(value)['mapping']);
      const mapped = mapValues(mapping, below(here, 'mapping'), map);
      result[keyword] = {
        ...asObject(value),
        ...(Object.keys(mapping).length > 0 && { mapping: mapped }),
      };
    }
  }
  return result;
}

/** The operation with the map applied to every schema that stands directly in it. */
export function mapOperationSchemas(operation: Operation, map: SchemaMap): Operation {
  const inContent = (owner: Json, at: Place): Json => {
    if (!isObject(owner)) return owner;
    const media = (value: Json, here: Place): Json => withSchema(value, here, map);
    return withSchema(
      {
        ...owner,
        ...('content' in owner && {
          content: mapValues(asObject(owner['content']), below(at, 'content'), media),
        }),
        ...('headers' in owner && {
          headers: mapValues(asObject(owner['headers']), below(at, 'headers'), media),
        }),
      },
      at,
      map,
    );
  };
  const { value, at } = operation;
  const mapped: JsonObject = { ...value };
  if ('parameters' in value) {
    mapped['parameters'] = asArray(value['parameters']).map((parameter, index) =>
      inContent(parameter, below(at, 'parameters', index)),
    );
  }
  if ('requestBody' in value) {
    mapped['requestBody'] = inContent(value['requestBody'] ?? null, below(at, 'requestBody'));
  }
  mapped['responses'] = mapValues(asObject(value['responses']), below(at, 'responses'), inContent);
  return { ...operation, value: mapped };
}

function withSchema(owner: Json, at: Place, map: SchemaMap): Json {
  if (!isObject(owner) || owner['schema'] === undefined) return owner;
  return { ...owner, schema: map(owner['schema'], below(at, 'schema')) };
}

function mapValues(record: JsonObject, at: Place, map: SchemaMap): JsonObject {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value, below(at, key))]),
  );
}
