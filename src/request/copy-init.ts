import type { Middleware } from 'openapi-fetch';
import { isRecord } from '../values.js';
import type { OptionalSignal } from './timing.js';

/** The init of a call as the client reads it; openapi-fetch reads the rest. */
export interface AnyInit {
  params?: unknown;
  headers?: unknown;
  body?: unknown;
  bodySerializer?: unknown;
  querySerializer?: unknown;
  middleware?: readonly Middleware[] | undefined;
  signal?: OptionalSignal;
}

/** A copy of what a caller gave for a call. It does not change when the caller's own object does. */
export interface CopiedInit {
  /** Parameters by place: path, query, header, cookie. */
  readonly params: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
  };
  readonly signal: OptionalSignal;
  readonly middleware: readonly Middleware[];
  /** Headers and body as openapi-fetch takes them, the body already serialized. */
  readonly content: Readonly<Record<string, unknown>>;
  /** What fetch takes besides, and what frameworks add to it, such as Next's `next`. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Copies the init of a call, so that later changes by the caller change neither a retry nor the next
 * page. The body is serialized here, once.
 *
 * @param contentType The content type of a body, if it is not application/json. Headers override it.
 * @throws {TypeError} For headers that `new Headers()` refuses.
 */
export function copyInit(init: AnyInit = {}, contentType?: string): CopiedInit {
  const { params, headers, body, bodySerializer, querySerializer, ...others } = init;
  const { middleware, signal, ...extensions } = others;
  const content: Record<string, unknown> = { querySerializer: copyPlain(querySerializer) };
  if (headers !== undefined && headers !== null) content['headers'] = copyHeaders(headers);
  if (body !== undefined) {
    content['body'] = serializeBody(body, bodySerializer);
    content['bodySerializer'] = (serialized: unknown) => serialized;
    if (contentType) content['headers'] = { 'Content-Type': contentType, ...copyHeaders(headers) };
  }
  return {
    params: copyRecord(params),
    signal,
    middleware: [...(middleware ?? [])],
    content,
    extensions: copyRecord(extensions),
  };
}

function serializeBody(body: unknown, bodySerializer: unknown): unknown {
  return typeof bodySerializer === 'function'
    ? (bodySerializer as (body: unknown) => unknown)(body)
    : JSON.stringify(body);
}

/** openapi-fetch garbles arrays of pairs, and Headers objects other than the global one. */
function copyHeaders(headers: unknown): object {
  if (typeof headers === 'object' && headers !== null && Symbol.iterator in headers) {
    return Object.fromEntries(new Headers([...(headers as Iterable<[string, string]>)]));
  }
  return copyRecord(headers);
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
