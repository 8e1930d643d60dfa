import { asArray, asObject, isObject, mapValues, type Json, type JsonObject } from './json.js';
import { httpMethods, type Operation } from './operation.js';
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
  const { definition, place, inheritedParameters } = operation;
  const mapped = mapMessages(definition, place, map);
  const parameters = definition['parameters'];
  if (!Array.isArray(parameters)) return { ...operation, definition: mapped };
  const own = parameters.length - inheritedParameters.length;
  const placeAt = (index: number): Place =>
    inheritedParameters[index - own] ?? childPlace(place, 'parameters', index);
  mapped['parameters'] = parameters.map((parameter, index) =>
    mapHeldSchemas(parameter, placeAt(index), map),
  );
  return { ...operation, definition: mapped };
}

/**
 * Applies the map to each schema that a path item and its operations hold directly. It leaves what
 * OpenAPI does not allow as it is.
 */
export function mapPathItemSchemas(item: Json, place: Place, map: SchemaMap): Json {
  if (!isObject(item)) return item;
  const operations = httpMethods.flatMap((method) => {
    const definition = item[method];
    if (!isObject(definition)) return [];
    const definitionPlace = childPlace(place, method);
    const mapped = mapParameters(definition, definitionPlace, map);
    return [[method, mapMessages(mapped, definitionPlace, map)] as const];
  });
  return { ...mapParameters(item, place, map), ...Object.fromEntries(operations) };
}

function mapParameters(owner: JsonObject, place: Place, map: SchemaMap): JsonObject {
  const { parameters } = owner;
  if (!Array.isArray(parameters)) return owner;
  const inParts: SchemaMap = (part, partPlace) => mapHeldSchemas(part, partPlace, map);
  return { ...owner, parameters: mapList(parameters, childPlace(place, 'parameters'), inParts) };
}

/** Maps the schemas of the request body and the responses. */
function mapMessages(definition: JsonObject, place: Place, map: SchemaMap): JsonObject {
  const mapped: JsonObject = { ...definition };
  const { requestBody, responses } = definition;
  if (isObject(requestBody)) {
    mapped['requestBody'] = mapHeldSchemas(requestBody, childPlace(place, 'requestBody'), map);
  }
  if (isObject(responses)) {
    mapped['responses'] = mapRecord(responses, childPlace(place, 'responses'), (part, partPlace) =>
      mapHeldSchemas(part, partPlace, map),
    );
  }
  return mapped;
}

/**
 * Maps the schemas of a parameter, a request body, a response, a header, a media type or an encoding:
 * its own one, and those of what it holds.
 */
function mapHeldSchemas(holder: Json, place: Place, map: SchemaMap): Json {
  if (!isObject(holder)) return holder;
  const mapped: JsonObject = { ...holder };
  for (const key of ['content', 'headers', 'encoding']) {
    const parts = holder[key];
    if (!isObject(parts)) continue;
    mapped[key] = mapRecord(parts, childPlace(place, key), (part, partPlace) =>
      mapHeldSchemas(part, partPlace, map),
    );
  }
  if (holder['schema'] !== undefined) {
    mapped['schema'] = map(holder['schema'], childPlace(place, 'schema'));
  }
  return mapped;
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

function mapDiscriminator(value: Json, place: Place, map: SchemaMap): Json {
  const discriminator = asObject(value);
  const mapping = asObject(discriminator['mapping']);
  if (Object.keys(mapping).length === 0) return discriminator;
  return { ...discriminator, mapping: mapRecord(mapping, childPlace(place, 'mapping'), map) };
}

const mapList = (list: readonly Json[], place: Place, map: SchemaMap): Json[] =>
  list.map((member, index) => map(member, childPlace(place, index)));

const mapRecord = (record: JsonObject, place: Place, map: SchemaMap): JsonObject =>
  mapValues(record, (value, key) => map(value, childPlace(place, key)));
