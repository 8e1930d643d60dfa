import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { httpMethods, jsonMediaTypeOf } from '../shared/operation.js';
import { referredName } from '../shared/references.js';

/**
 * Returns the module with what the client knows about the document at run time: the HTTP methods,
 * and the list operations with the largest page size of each, if the spec gives one.
 */
export function emitOperations(document: JsonObject): string {
  const paths = Object.entries(asObject(document['paths']));
  const used = sendableMethods.filter((method) =>
    paths.some(([, item]) => method in asObject(item)),
  );
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
    `export const listOperations = {\n${lists.join('')}} as const;\n\n`,
    '/** The content type of each request body that is not sent as application/json. */\n',
    `export const contentTypes: Readonly<Record<string, string>> = {\n${contentTypes(document).join('')}};\n`,
  ].join('');
}

/** Returns a line for each operation whose request body has another media type than usual. */
function contentTypes(document: JsonObject): string[] {
  return Object.entries(asObject(document['paths'])).flatMap(([path, item]) =>
    sendableMethods.flatMap((method) => {
      const body = asObject(asObject(asObject(item)[method])['requestBody']);
      const mediaType = jsonMediaTypeOf(asObject(body['content']));
      if (mediaType === undefined || mediaType === 'application/json') return [];
      const operation = `${method.toUpperCase()} ${path}`;
      return [`  ${JSON.stringify(operation)}: ${JSON.stringify(mediaType)},\n`];
    }),
  );
}

/** The methods that fetch can send: it refuses TRACE. */
const sendableMethods = httpMethods.filter((method) => method !== 'trace');

/** Returns whether the 200 body of a GET has `metadata` and an array `data`. */
function isList(operation: JsonObject, document: JsonObject): boolean {
  const response = asObject(asObject(operation['responses'])['200']);
  const content = asObject(response['content']);
  const media = asObject(content[jsonMediaTypeOf(content) ?? '']);
  const properties = asObject(dereference(media['schema'], document)['properties']);
  const { type } = dereference(properties['data'], document);
  return 'metadata' in properties && [type].flat().includes('array');
}

/** Returns the schema, or the component to which it refers. */
function dereference(schema: Json | undefined, { components }: JsonObject): JsonObject {
  const name = referredName(schema);
  return asObject(name === undefined ? schema : asObject(asObject(components)['schemas'])[name]);
}

function largestPageSize(operation: JsonObject): number | undefined {
  const parameter = asArray(operation['parameters'])
    .filter(isObject)
    .find(({ name, in: location }) => name === 'page_size' && location === 'query');
  const maximum = asObject(parameter?.['schema'])['maximum'];
  return typeof maximum === 'number' ? maximum : undefined;
}
