import { asArray, asObject, isObject, type Json, type JsonObject } from './json.js';
import type { Operation } from './operation.js';
import { childPlace, type Place } from './spec-error.js';

/** Returns what replaces a schema. Its type is `Json`: published schemas are sometimes texts. */
export type SchemaMap = (schema: Json, place: Place) => Json;

const listKeywords = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const recordKeywords = ['properties', 'patternProperties', '$defs'];
const singleKeywords = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames'];

/** Applies the map to each schema directly inside a schema, discriminator mappings included. */
export function mapChildSchemas(schema: JsonObject, place: Place, map: SchemaMap): JsonObject {
  const mapped: JsonObject = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    if (listKeywords.includes(keyword)) {
      mapped[keyword] = mapList(asArray(value), childPlace(place, keyword), map);
    } else if (recordKeywords.includes(keyword)) {
      mapped[keyword] = mapRecord(asObject(value), childPlace(place, keyword), map);
    } else if (singleKeywords.includes(keyword) && typeof value !== 'boolean') {
      mapped[keyword] = map(value, childPlace(place, keyword));
    } else if (keyword === 'discriminator') {
      mapped[keyword] = mapDiscriminator(value, childPlace(place, keyword), map);
    }
  }
  return mapped;
}

/** Applies the map to each schema that an operation holds directly, in any parameter or body. */
export function mapOperationSchemas(operation: Operation, map: SchemaMap): Operation {
  const { definition, place } = operation;
  const inParts: SchemaMap = (part, partPlace) => mapPart(part, partPlace, map);
  const mapped: JsonObject = { ...definition };
  if ('parameters' in definition) {
    const parameters = asArray(definition['parameters']);
    mapped['parameters'] = mapList(parameters, childPlace(place, 'parameters'), inParts);
  }
  if ('requestBody' in definition) {
    const body = definition['requestBody'] ?? null;
    mapped['requestBody'] = inParts(body, childPlace(place, 'requestBody'));
  }
  const responses = asObject(definition['responses']);
  mapped['responses'] = mapRecord(responses, childPlace(place, 'responses'), inParts);
  return { ...operation, definition: mapped };
}

/** A schema and its place. */
export interface PlacedSchema {
  readonly schema: JsonObject;
  readonly place: Place;
}

/** Returns every schema of an operation, at any depth. A schema comes before those inside it. */
export const listOperationSchemas = (operation: Operation): PlacedSchema[] =>
  listMapped((map) => mapOperationSchemas(operation, map));

/** Returns every schema inside a schema, at any depth. */
export const listChildSchemas = ({ schema, place }: PlacedSchema): PlacedSchema[] =>
  listMapped((map) => mapChildSchemas(schema, place, map));

/** Returns what a walk gives to its map, at any depth. */
function listMapped(walk: (map: SchemaMap) => unknown): PlacedSchema[] {
  const found: PlacedSchema[] = [];
  const collect: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    found.push({ schema, place });
    return mapChildSchemas(schema, place, collect);
  };
  walk(collect);
  return found;
}

/** Maps the schemas of a parameter, a request body or a response. */
function mapPart(part: Json, place: Place, map: SchemaMap): Json {
  if (!isObject(part)) return part;
  const inMembers: SchemaMap = (member, memberPlace) => mapOwnSchema(member, memberPlace, map);
  const mapped: JsonObject = { ...part };
  for (const key of ['content', 'headers']) {
    if (key in part)
      mapped[key] = mapRecord(asObject(part[key]), childPlace(place, key), inMembers);
  }
  return mapOwnSchema(mapped, place, map);
}

/** Maps what an object holds under `schema`: a parameter, a header or a media type. */
function mapOwnSchema(owner: Json, place: Place, map: SchemaMap): Json {
  if (!isObject(owner) || owner['schema'] === undefined) return owner;
  return { ...owner, schema: map(owner['schema'], childPlace(place, 'schema')) };
}

function mapDiscriminator(value: Json, place: Place, map: SchemaMap): Json {
  const discriminator = asObject(value);
  const mapping = asObject(discriminator['mapping']);
  if (Object.keys(mapping).length === 0) return discriminator;
  return { ...discriminator, mapping: mapRecord(mapping, childPlace(place, 'mapping'), map) };
}

function mapList(list: readonly Json[], place: Place, map: SchemaMap): Json[] {
  return list.map((member, index) => map(member, childPlace(place, index)));
}

function mapRecord(record: JsonObject, place: Place, map: SchemaMap): JsonObject {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value, childPlace(place, key))]),
  );
}
