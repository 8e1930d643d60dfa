import type { FetchOptions } from 'openapi-fetch';
import type {
  HttpMethod,
  PathsWithMethod,
  RequiredKeysOf,
  ResponseObjectMap,
  SuccessResponse,
} from 'openapi-typescript-helpers';
import type { paths } from './generated/openapi.js';

/** The HTTP methods that fetch can send: it refuses TRACE. */
export type Method = Uppercase<Exclude<HttpMethod, 'trace'>>;

/** The paths that have an operation of a method. */
export type PathOf<M extends Method> = PathsWithMethod<paths, Lowercase<M>>;

/** An operation of the document. */
export type Operation<M extends Method, P extends PathOf<M>> = paths[P][Lowercase<M> &
  keyof paths[P]];

/** What a caller may say about a request; what the client decides is not among it. */
export type Init<Op> = Omit<
  FetchOptions<Op>,
  'baseUrl' | 'fetch' | 'method' | 'parseAs' | 'pathSerializer'
>;

/** The last argument of a method: optional where the operation requires nothing. */
export type InitArguments<T> = RequiredKeysOf<T> extends never ? [init?: T] : [init: T];

/** The JSON of an operation's good answer. */
export type Data<Op> = SuccessResponse<ResponseObjectMap<Op> & object, `${string}/json`>;

/** A good answer. */
export interface Result<D> {
  /** The parsed body. */
  data: D;
  /** The answer itself, its body read: for the status, the headers and `rateLimitOf`. */
  response: Response;
}
