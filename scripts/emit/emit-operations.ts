import { asArray, asObject, isObject, type Json, type JsonObject } from '../json.js';
import { methods } from '../read/read-spec.js';

/**
 * What the client knows of the document at run time: the methods that it has, and the list
 * operations, GETs whose 200 body has an array `data` and `metadata`, with the largest page size of
 * each where the spec gives one.
 */
export function emitOperations(document: JsonObject): string {
  const paths = Object.entries(asObject(document['paths']));
  const used = sendable.filter((method) => paths.some(([, item]) => method in asObject(item)));
  const lists = paths.flatMap(([path, item]) => {
    const operation = asObject(asObject(item)['get']);
    if (!isList(operation, document)) return [];
    const size = largestPageSize(operation);
    return [`  ${JSON.stringify(path)}: { maxPageSize: ${String(size)} },\n`];
  });
  const names = used.map((method) => `'${method.toUpperCase()}'`).join(', ');
  return [
    '/** The HTTP methods of the operations, those aside that fetch cannot send. */\n',
    `export const methods = [${names}] as const;\n\n`,
    '/** The list operations by path, with the largest page size that the spec of each allows. */\n',
    `export const listOperations = {\n${lists.join('')}} as const;\n`,
  ].join('');
}

/** fetch refuses TRACE. */
const sendable = methods.filter((method) => method !== 'trace');

function isList(operation: JsonObject, document: JsonObject): boolean {
  const response = asObject(asObject(operation['responses'])['200']);
  const media = asObject(asObject(response['content'])['application/json']);
  const properties = asObject(resolve(media['schema'], document)['properties']);
  return 'metadata' in properties && resolve(properties['data'], document)['type'] === 'array';
}

/** The schema itself, whether it stands here or behind a reference. */
function resolve(schema: Json | undefined, document: JsonObject): JsonObject {
  const pointer = asObject(schema)['$ref'];
  if (typeof pointer !== 'string') return asObject(schema);
  return pointer
    .slice(2)
    .split('/')
    .reduce<JsonObject>((value, step) => asObject(value[step]), document);
}

function largestPageSize(operation: JsonObject): number | undefined {
  const parameter = asArray(operation['parameters'])
    .filter(isObject)
    .find(({ name, in: place }) => name === 'page_size' && place === 'query');
  const maximum = asObject(parameter?.['schema'])['maximum'];
  return typeof maximum === 'number' ? maximum : undefined;
}
