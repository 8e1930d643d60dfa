import type { Middleware } from 'openapi-fetch';
import { readBaseUrl } from './base-url.js';
import { readCredentials } from './credentials.js';
import type { Credentials, CredentialSource } from './credentials.js';
import type { ConfluentError } from './errors/errors.js';
import { checkWholeNumber, isRecord, MAX_TIMER_MS, omitAbsent, showValue } from './values.js';
import { VERSION } from './version.js';

/** A fetch as the client calls it, with one Request. */
export type FetchFunction = (request: Request) => Promise<Response>;

/** What `onRetry` gets before the wait. */
export interface RetryEvent {
  /** The number of the attempt that failed; the first one is 1. */
  attempt: number;
  /** Milliseconds until the next attempt. */
  delayMs: number;
  /** The error of the attempt. */
  error: ConfluentError;
}

/** Options of a client, without its credentials. */
export interface ClientOptions {
  /**
   * Where the API is: absolute, a path prefix is allowed, without user, query and fragment; https,
   * or http to a loopback host. Default: CONFLUENT_CLOUD_REST_ENDPOINT in the environment, else
   * https://api.confluent.cloud.
   */
  baseUrl?: string | undefined;
  /**
   * Milliseconds for one attempt, which includes the token function, the headers and the body: 1 to
   * 2147483647. Default: 30000.
   */
  timeoutMs?: number | undefined;
  /** Attempts after the first one: 0 to 100. Default: 4. */
  maxRetries?: number | undefined;
  /**
   * The longest single wait in milliseconds, 0 to 2147483647. If a server asks for a longer one, the
   * call ends at once, with `retryAfterMs` on the error. Default: 60000.
   */
  maxRetryDelayMs?: number | undefined;
  /** Whether to wait for the rate limit window to reset instead of running into 429. Default: true. */
  pacing?: boolean | undefined;
  /** Another fetch. Default: `globalThis.fetch`, looked up at every attempt. */
  fetch?: FetchFunction | undefined;
  /**
   * openapi-fetch middlewares, run at every attempt. They never see the credentials. A middleware
   * that reads a body must read that of `response.clone()`. Default: none.
   */
  middleware?: readonly Middleware[] | undefined;
  /** Called before the wait of every retry, and awaited. Default: none. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Put before the package's own User-Agent: `my-app/1.0`. Browsers may ignore both. */
  userAgent?: string | undefined;
}

/** Options of a client: credentials of one kind, and the rest. `undefined` is the same as absent. */
export type ConfluentClientOptions = ClientOptions & Credentials;

/** Checked options with their defaults filled in. */
export interface Settings {
  readonly baseUrl: string;
  readonly credentials: CredentialSource;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly pacing: boolean;
  readonly fetch: FetchFunction | undefined;
  readonly middleware: readonly Middleware[];
  readonly onRetry: ClientOptions['onRetry'];
  readonly userAgent: string;
}

/** The options with defaults are there; the others may be undefined. */
type Complete<T> = T & {
  [K in 'timeoutMs' | 'maxRetries' | 'maxRetryDelayMs' | 'pacing' | 'userAgent']: NonNullable<
    ClientOptions[K]
  >;
} & { middleware: readonly Middleware[] };

const DEFAULTS = {
  apiKey: undefined,
  apiSecret: undefined,
  accessToken: undefined,
  baseUrl: undefined,
  timeoutMs: 30_000,
  maxRetries: 4,
  maxRetryDelayMs: 60_000,
  pacing: true,
  fetch: undefined,
  middleware: [],
  onRetry: undefined,
  userAgent: '',
};

/**
 * Checks the options, copies them and fills in the defaults.
 *
 * @throws {TypeError} For wrong credentials, a wrong base URL, a value of a wrong kind, or an unknown
 * option.
 * @throws {RangeError} For a number out of range.
 */
export function readOptions(options: ConfluentClientOptions): Settings {
  checkNames(options, Object.keys(DEFAULTS));
  const { apiKey, apiSecret, accessToken, ...given } = withDefaults(options);
  const { timeoutMs, maxRetries, maxRetryDelayMs, pacing, fetch, middleware, onRetry } = given;
  checkWholeNumber('timeoutMs', timeoutMs, 1, MAX_TIMER_MS);
  checkWholeNumber('maxRetries', maxRetries, 0, 100);
  checkWholeNumber('maxRetryDelayMs', maxRetryDelayMs, 0, MAX_TIMER_MS);
  checkType('pacing', pacing, 'boolean');
  checkType('fetch', fetch ?? globalThis.fetch, 'function');
  checkType('onRetry', onRetry ?? readOptions, 'function');
  checkType('userAgent', given.userAgent, 'string');
  const middlewares: unknown = middleware;
  if (!Array.isArray(middlewares) || !middlewares.every(isRecord)) {
    throw new TypeError('middleware must be an array of openapi-fetch middlewares');
  }
  const userAgent = `${given.userAgent} confluent-connect-plugins/${VERSION}`.trim();
  // Throws a TypeError for characters that no header can hold.
  new Headers({ userAgent });

  return {
    baseUrl: readBaseUrl(given.baseUrl),
    credentials: readCredentials({ apiKey, apiSecret, accessToken }),
    timeoutMs,
    maxRetries,
    maxRetryDelayMs,
    pacing,
    fetch,
    middleware: [...middleware],
    onRetry,
    userAgent,
  };
}

function withDefaults(options: ConfluentClientOptions): Complete<ConfluentClientOptions> {
  return { ...DEFAULTS, ...(omitAbsent(options) as object) };
}

/**
 * Checks the names of options. The message suggests the option whose name holds the given one, or is
 * held by it.
 *
 * @throws {TypeError} For a name that is not known.
 */
export function checkNames(options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const given = unknown.toLowerCase();
  const meant = names.find((option) => {
    const known = option.toLowerCase();
    return known.includes(given) || given.includes(known);
  });
  const help = meant ? `did you mean '${meant}'?` : `the options are ${names.join(', ')}`;
  throw new TypeError(`There is no option '${unknown}'; ${help}`);
}

function checkType(name: string, value: unknown, type: string): void {
  if (typeof value !== type)
    throw new TypeError(`${name} must be a ${type}, not ${showValue(value)}`);
}
