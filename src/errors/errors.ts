import type { RateLimit } from '../rate-limit.js';
import { omitAbsent } from '../values.js';
import type { ApiErrorItem } from './error-items.js';

/** The position of a walk over pages at which an error happened. */
export interface WalkPosition {
  /**
   * The token of the page that failed; undefined for the first page. Given to `paginate` as
   * `pageToken`, it resumes the walk at that page.
   */
  pageToken: string | undefined;
  /** The number of pages delivered before the error. */
  pages: number;
  /** The number of items on these pages. */
  items: number;
}

/** What every error tells about its call, and what only some classes tell. */
export interface ErrorDetails {
  message: string;
  method: string;
  path: string;
  url: string;
  attempts: number;
  requestId?: string | null | undefined;
  retryable: boolean;
  walk?: WalkPosition | undefined;
  cause?: Error;
  status?: number;
  errors?: ApiErrorItem[];
  body?: unknown;
  headers?: Headers;
  retryAfterMs?: number | undefined;
  rateLimit?: RateLimit | undefined;
  timeoutMs?: number;
}

/**
 * A call failed because of what the server or the network did. This base class is never thrown
 * itself; one of its subclasses is.
 *
 * Neither the message nor any property holds a key, a secret or a token that the client sends.
 */
export abstract class ConfluentError extends Error {
  static {
    this.prototype.name = 'ConfluentError';
  }
  /** The HTTP method. */
  declare readonly method: string;
  /** The path template as in the specification: `/ccpm/v1/plugins/{plugin_id}/versions`. */
  declare readonly path: string;
  /** The URL of the request. */
  declare readonly url: string;
  /** The number of requests made for the call, the first one included. */
  declare readonly attempts: number;
  /** X-Request-Id of the response, for Confluent's support; absent if the server sent none. */
  declare readonly requestId?: string;
  /** Whether the same call may succeed later and is safe to send again. */
  declare readonly retryable: boolean;
  /** The position of the walk; absent if the call was not made by `paginate`. */
  declare readonly walk?: WalkPosition;

  constructor({ message, cause, ...details }: ErrorDetails) {
    super(message, cause && { cause });
    // Absent means absent: no property is undefined.
    Object.assign(this, omitAbsent(details));
  }

  /** Returns the error as plain data for a log, without `headers` and `stack`. */
  toJSON(): Record<string, unknown> {
    return toData(this);
  }
}

/** The server sent a status other than 2xx. */
export class ConfluentApiError extends ConfluentError {
  static {
    this.prototype.name = 'ConfluentApiError';
  }
  /** The HTTP status. */
  declare readonly status: number;
  /** The errors in the body, in one shape for all the shapes that Confluent sends; may be empty. */
  declare readonly errors: ApiErrorItem[];
  /** The body: parsed if it is JSON, else its text cut at 8 KiB; absent if there is none. */
  declare readonly body?: unknown;
  /** The headers of the response. */
  declare readonly headers: Headers;
  /** Milliseconds that the server asks to wait; absent if it asks for no wait. */
  declare readonly retryAfterMs?: number;
  /** The rate limit in the response's headers; absent if they hold none. */
  declare readonly rateLimit?: RateLimit;
}

/**
 * No complete response arrived: the connection failed, or broke off in the body of a 2xx.
 *
 * `cause` is a copy of the fault without secrets: name, message, code, stack and the causes behind
 * it.
 */
export class ConfluentConnectionError extends ConfluentError {
  static {
    this.prototype.name = 'ConfluentConnectionError';
  }
}

/**
 * No complete response arrived within `timeoutMs`, or the function `accessToken` returned no token in
 * that time. The message says which.
 */
export class ConfluentTimeoutError extends ConfluentConnectionError {
  static {
    this.prototype.name = 'ConfluentTimeoutError';
  }
  /** The milliseconds that the attempt had. */
  declare readonly timeoutMs: number;
}

/**
 * A 2xx response is not what the specification promises: it is not JSON, not a list, or has no
 * readable or no new link to the next page.
 */
export class ConfluentResponseError extends ConfluentError {
  static {
    this.prototype.name = 'ConfluentResponseError';
  }
  /** The text of the body, cut at 8 KiB. */
  declare readonly body: string;
}

function toData(error: Error): Record<string, unknown> {
  const { name, message, cause } = error;
  return omitAbsent({
    name,
    message,
    ...(error as object),
    headers: undefined,
    cause: cause instanceof Error ? toData(cause) : undefined,
  });
}
