import { defined } from './defined.js';
import type { ApiErrorItem } from './error-items.js';
import type { RateLimit } from './rate-limit.js';

/** Where a walk over pages failed; `pageToken` given to `paginate` resumes it there. */
export interface WalkPosition {
  /** The token of the page that failed; undefined for the first page. */
  pageToken: string | undefined;
  /** Pages delivered before. */
  pages: number;
  /** Items on these pages. */
  items: number;
}

/** What every error tells of its call. */
export interface ErrorFacts {
  method: string;
  path: string;
  url: string;
  attempts: number;
  requestId: string | null | undefined;
  retryable: boolean;
  cause?: unknown;
}

/**
 * What the server or the network did to a call. Never thrown itself: one of its kinds is.
 *
 * Neither the message nor any property holds a credential of the client.
 */
export abstract class ConfluentError<Facts extends ErrorFacts = ErrorFacts> extends Error {
  static {
    this.prototype.name = 'ConfluentError';
  }
  /** The HTTP method. */
  declare readonly method: string;
  /** The path as in the specification, with its parameters by name. */
  declare readonly path: string;
  /** The URL asked for. */
  declare readonly url: string;
  /** Requests made for the call, the first one included. */
  declare readonly attempts: number;
  /** X-Request-Id of the answer, for Confluent's support; absent if the server gave none. */
  declare readonly requestId?: string;
  /** Whether the same call may succeed later and is safe to repeat. */
  declare readonly retryable: boolean;
  /** Where the walk stood, if the call was one for a page of it. */
  declare walk?: WalkPosition;

  constructor(message: string, facts: Facts) {
    super(message, facts);
    Object.assign(this, defined(facts));
  }

  /** The error as plain data, for a log; without headers. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return { name, message, ...(this as object), headers: undefined };
  }
}

interface ApiErrorFacts extends ErrorFacts {
  status: number;
  errors: ApiErrorItem[];
  body: unknown;
  headers: Headers;
  retryAfterMs: number | undefined;
  rateLimit: RateLimit | undefined;
}

/** The server answered with a status other than 2xx. */
export class ConfluentApiError extends ConfluentError<ApiErrorFacts> {
  static {
    this.prototype.name = 'ConfluentApiError';
  }
  /** The HTTP status. */
  declare readonly status: number;
  /** The errors that the body reports, in one shape whichever the server used; may be empty. */
  declare readonly errors: ApiErrorItem[];
  /** The body: parsed if it is JSON, else text cut at 8 KiB; absent if there is none. */
  declare readonly body?: unknown;
  /** The headers of the answer. */
  declare readonly headers: Headers;
  /** Milliseconds that the server asks to wait; absent if it does not. */
  declare readonly retryAfterMs?: number;
  /** The rate limit that the answer tells of; absent if it does not. */
  declare readonly rateLimit?: RateLimit;
}

/** No complete answer came: no connection, or one that broke, in a good answer's body too. */
export class ConfluentConnectionError<
  Facts extends ErrorFacts = ErrorFacts,
> extends ConfluentError<Facts> {
  static {
    this.prototype.name = 'ConfluentConnectionError';
  }
}

/** No complete answer came within `timeoutMs`. */
export class ConfluentTimeoutError extends ConfluentConnectionError<
  ErrorFacts & { timeoutMs: number }
> {
  static {
    this.prototype.name = 'ConfluentTimeoutError';
  }
  /** What the attempt had, in milliseconds. */
  declare readonly timeoutMs: number;
}

/** A 2xx answer is not what the specification promises: no JSON, no list, no way to the next page. */
export class ConfluentResponseError extends ConfluentError<ErrorFacts & { body: string }> {
  static {
    this.prototype.name = 'ConfluentResponseError';
  }
  /** The body's text, cut at 8 KiB. */
  declare readonly body: string;
}
