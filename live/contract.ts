import { parse } from 'yaml';
import { listOperations } from '../src/generated/operations.js';
import { asArray, asObject } from '../scripts/shared/json.js';
import type { Json, JsonObject } from '../scripts/shared/json.js';

/** The merged OpenAPI document. */
export interface Contract {
  readonly document: JsonObject;
  /** The name of every property that some schema declares. */
  readonly propertyNames: ReadonlySet<string>;
}

/** A header that a response declares. */
export interface DeclaredHeader {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isInteger: boolean;
}

/** What the document says about a response of an operation. */
export type DeclaredResponse =
  | { readonly kind: 'undeclared' }
  | {
      readonly kind: 'declared';
      readonly headers: readonly DeclaredHeader[];
      /** JSON pointer to the schema of its JSON body; undefined if it declares no such body. */
      readonly schema: string | undefined;
    };

/** Returns the paths of the list operations of the document, parents before the lists below them. */
export function listPathsOf({ document }: Contract): string[] {
  return Object.keys(listOperations)
    .filter((path) => Object.hasOwn(asObject(document['paths']), path))
    .sort((a, b) => pathParametersOf(a).length - pathParametersOf(b).length);
}

/** Parses the text of openapi.yaml. */
export function readContract(text: string): Contract {
  // What the YAML parser returns becomes plain JSON here, so that the type is right.
  const document = asObject(JSON.parse(JSON.stringify(parse(text))) as Json);
  return { document, propertyNames: new Set(propertyNamesIn(document)) };
}

/** Returns the names of the parameters in a path template, in their order. */
export function pathParametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
}

/** Returns the names of the query parameters that the GET of a path requires. */
export function requiredQueryOf({ document }: Contract, path: string): string[] {
  return asArray(operationOf(document, path)['parameters'])
    .map(asObject)
    .filter((parameter) => parameter['in'] === 'query' && parameter['required'] === true)
    .map((parameter) => parameter['name'])
    .filter((name) => typeof name === 'string');
}

/** Returns what the document declares for a status of the GET of a path. */
export function declaredResponse(
  { document }: Contract,
  path: string,
  status: number,
): DeclaredResponse {
  const pointer = `#/paths/${escapeKey(path)}/get/responses/${status}`;
  const found = follow(document, pointer);
  if (found === undefined) return { kind: 'undeclared' };
  const headers = Object.entries(asObject(found.value['headers'])).map(([name, header]) => ({
    name,
    isRequired: asObject(header)['required'] === true,
    isInteger: asObject(asObject(header)['schema'])['type'] === 'integer',
  }));
  const mediaType = Object.keys(asObject(found.value['content'])).find((name) =>
    /^application\/([^;]+\+)?json\b/.test(name),
  );
  const schema = mediaType && `${found.pointer}/content/${escapeKey(mediaType)}/schema`;
  return { kind: 'declared', headers, schema };
}

/** Returns the JSON pointer of the first schema that an error response of a path declares. */
export function errorSchemaOf(contract: Contract, path: string): string | undefined {
  const statuses = Object.keys(asObject(operationOf(contract.document, path)['responses']));
  return statuses
    .map(Number)
    .filter((status) => status >= 400)
    .map((status) => declaredResponse(contract, path, status))
    .map((response) => (response.kind === 'declared' ? response.schema : undefined))
    .find((schema) => schema !== undefined);
}

/** Returns what a pointer leads to, and where that is when a reference stands there. */
export function follow(
  document: JsonObject,
  pointer: string,
): { pointer: string; value: JsonObject } | undefined {
  const value = pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>(
      (inner, key) => asObject(inner)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
  if (value === undefined) return undefined;
  const reference = asObject(value)['$ref'];
  return typeof reference === 'string'
    ? follow(document, reference)
    : { pointer, value: asObject(value) };
}

function operationOf(document: JsonObject, path: string): JsonObject {
  return asObject(asObject(asObject(document['paths'])[path])['get']);
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function propertyNamesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(propertyNamesIn);
  const record = asObject(value);
  return [
    ...Object.keys(asObject(record['properties'])),
    ...Object.values(record).flatMap(propertyNamesIn),
  ];
}
