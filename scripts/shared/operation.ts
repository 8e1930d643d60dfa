import type { JsonObject } from './json.js';
import type { Place } from './spec-error.js';

/** The methods that an OpenAPI path item can hold, in the order in which OpenAPI lists them. */
export const httpMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** One operation of one path spec. It includes what its path item says for all operations. */
export interface Operation {
  /** The path template, such as `/things/{id}`. */
  readonly path: string;
  /** In lower case, as OpenAPI writes it. */
  readonly method: string;
  /** The operation object of OpenAPI. */
  readonly definition: JsonObject;
  readonly place: Place;
  /** The places of the parameters that come from the path item. They are the last parameters. */
  readonly inheritedParameters: readonly Place[];
}

/** Returns the name of an operation for readers: `GET /path/{id}`. */
export const operationName = ({ method, path }: Operation): string =>
  `${method.toUpperCase()} ${path}`;

/** Returns the operationId, or the operation's name if the publisher gave none. */
export function operationId(operation: Operation): string {
  const id = operation.definition['operationId'];
  return typeof id === 'string' ? id : operationName(operation);
}

/** Returns whether a media type means JSON: `application/json; charset=utf-8`, `application/a+json`. */
export function isJsonMediaType(mediaType: string): boolean {
  const [name = ''] = mediaType.split(';');
  return /(\/|\+)json$/i.test(name.trim());
}

/** Returns the first JSON media type of a `content` object, or undefined if it has none. */
export const jsonMediaTypeOf = (content: JsonObject): string | undefined =>
  Object.keys(content).find(isJsonMediaType);
