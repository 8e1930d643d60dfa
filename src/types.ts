import type { FetchOptions, QuerySerializer } from 'openapi-fetch';
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

/** The paths that have an operation of the method. */
export type PathOf<M extends Method> = PathsWithMethod<paths, Lowercase<M>>;

/** The operation of a method and a path. */
export type Operation<M extends Method, P extends PathOf<M>> = paths[P][Lowercase<M> &
  keyof paths[P]];

/** What openapi-fetch takes for a request and the client decides itself, or takes otherwise. */
export type DecidedByClient =
  'baseUrl' | 'fetch' | 'method' | 'parseAs' | 'pathSerializer' | 'querySerializer' | 'signal';

/** The request of one call: `params`, `body`, `headers`, `middleware`, and what fetch takes besides. */
export type CallInit<M extends Method, P extends PathOf<M>> = Omit<
  FetchOptions<Operation<M, P>>,
  DecidedByClient
> & {
  /**
   * Serializes the query parameters, such as `createQuerySerializer(options)` of openapi-fetch.
   * Default: arrays as repeated names, objects as `name[key]`.
   */
  querySerializer?: QuerySerializer<Operation<M, P>> | undefined;
  /** Ends the call at once, waits and retries included. The call then rejects with its reason. */
  signal?: AbortSignal | null | undefined;
};

/** The last argument of a method: optional where nothing in it is required. */
export type InitArguments<Init> = RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init];

/** The media types that mean JSON, such as `application/vnd.api+json; charset=utf-8`. */
export type JsonMediaType =
  `${string}/${'' | `${string}+`}json${'' | `;${string}` | ` ;${string}`}`;

/** The JSON body of an operation's successful response. */
export type CallData<M extends Method, P extends PathOf<M>> = SuccessResponse<
  ResponseObjectMap<Operation<M, P>> & object,
  JsonMediaType
>;

/** A successful response. */
export interface CallResult<Data> {
  /** The parsed body. */
  data: Data;
  /** The response itself, its body read: for the status, the headers and `rateLimitOf`. */
  response: Response;
}
