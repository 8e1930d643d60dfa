import { defaultBodySerializer, mergeHeaders } from 'openapi-fetch';
import type { HeadersOptions, Middleware } from 'openapi-fetch';
import { isPlainObject, isRecord } from '../values.js';
import { serializeQuery } from './serialize-query.js';
import type { OptionalSignal } from './timing.js';

/** The init of a call as callers give it. */
export interface AnyInit {
  params?: unknown;
  headers?: unknown;
  body?: unknown;
  bodySerializer?: unknown;
  querySerializer?: SerializeQuery | undefined;
  middleware?: readonly Middleware[] | undefined;
  signal?: OptionalSignal;
}

/** Serializes the query parameters of a request, without a question mark. */
type SerializeQuery = (query: Readonly<Record<string, unknown>>) => string;

/** What fetch takes as a body. Node's types have no global `BodyInit`. */
type Body = NonNullable<RequestInit['body']>;

/** Serializes a body; the headers may tell how. */
type SerializeBody = (body: unknown, headers?: Headers) => Body | undefined;

/** Headers by name; null removes a header that the client would send. */
type HeaderParams = Record<string, string | number | boolean | null | undefined>;

/** A copy of what a caller gave for a call. It does not change when the caller's own object does. */
export interface CopiedInit {
  /** Parameters by place: path, query, header, cookie. */
  readonly params: {
    readonly path?: Record<string, unknown>;
    readonly query?: Record<string, unknown>;
    readonly header?: HeaderParams;
  };
  readonly querySerializer: SerializeQuery;
  readonly headers: HeadersOptions;
  /** The serialized body; undefined if the call has none. */
  readonly body: Body | undefined;
  /** The content type of the body, which the headers override. */
  readonly contentType: string | undefined;
  readonly middleware: readonly Middleware[];
  readonly signal: OptionalSignal;
  /** What fetch takes besides, and what frameworks add to it, such as Next's `next`. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Copies the init of a call, so that later changes by the caller change neither a retry nor the next
 * page. The body is serialized here, once.
 *
 * @param contentType The content type of the body, which the caller's headers override.
 * @throws {TypeError} For headers that `new Headers()` refuses.
 */
export function copyInit(
  {
    params,
    querySerializer = serializeQuery,
    headers,
    body,
    bodySerializer,
    middleware = [],
    signal,
    ...extensions
  }: AnyInit = {},
  contentType = 'application/json',
): CopiedInit {
  const given = {
    params: copyRecord(params) as CopiedInit['params'],
    headers: copyHeaders(headers),
  };
  const serialize = (bodySerializer ?? defaultBodySerializer) as SerializeBody;
  const serialized =
    body === undefined ? body : serialize(body, mergeHeaders(given.headers, given.params.header));
  return {
    ...given,
    querySerializer,
    body: serialized,
    // fetch itself writes the content type of a form, with its boundary.
    contentType:
      serialized === undefined || serialized instanceof FormData ? undefined : contentType,
    // A middleware itself is not copied: it may have a state.
    middleware: middleware.filter(isRecord),
    signal,
    extensions: copyRecord(extensions),
  };
}

/** openapi-fetch garbles arrays of pairs, and Headers objects other than the global one. */
function copyHeaders(headers: unknown): HeadersOptions {
  const isIterable = Symbol.iterator in Object(headers);
  if (!isIterable) return copyRecord(headers) as HeaderParams;
  return new Headers([...(headers as Iterable<[string, string]>)]);
}

function copyRecord(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyPlain(inner)]));
}

/** Copies arrays and plain objects; anything else, such as a stream, is kept as it is. */
function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyPlain);
  return isPlainObject(value) ? copyRecord(value) : value;
}
