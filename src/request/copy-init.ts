import { defaultBodySerializer, mergeHeaders } from 'openapi-fetch';
import type { HeadersOptions, Middleware } from 'openapi-fetch';
import { isRecord } from '../values.js';
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
type SerializeBody = (body: unknown, headers?: Headers) => Body;

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
  /** The serialized body; absent if the call has none. */
  readonly body?: Body;
  /** The content type of the body, which the headers override. */
  readonly contentType?: string;
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
    ...others
  }: AnyInit = {},
  contentType = 'application/json',
): CopiedInit {
  const { middleware = [], signal, ...extensions } = others;
  const init: CopiedInit = {
    params: copyRecord(params),
    querySerializer,
    headers: copyHeaders(headers),
    // A middleware itself is not copied: it may have a state.
    middleware: [...middleware],
    signal,
    extensions: copyRecord(extensions),
  };
  if (body === undefined) return init;
  const serialize = (bodySerializer ?? defaultBodySerializer) as SerializeBody;
  const serialized = serialize(body, mergeHeaders(init.headers, init.params.header));
  // fetch itself writes the content type of a form, with its boundary.
  return serialized instanceof FormData
    ? { ...init, body: serialized }
    : { ...init, body: serialized, contentType };
}

/** openapi-fetch garbles arrays of pairs, and Headers objects other than the global one. */
function copyHeaders(headers: unknown): HeadersOptions {
  const isIterable = typeof headers === 'object' && headers !== null && Symbol.iterator in headers;
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
  if (!isRecord(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? copyRecord(value) : value;
}
