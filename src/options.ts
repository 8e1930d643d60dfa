import type { Middleware } from 'openapi-fetch';
import { readBaseUrl } from './base-url.js';
import { readCredentials } from './credentials.js';
import type { Authorize, Credentials } from './credentials.js';
import type { ConfluentError } from './errors/errors.js';
import {
  checkNames,
  checkWholeNumber,
  isRecord,
  MAX_TIMER_MS,
  omitAbsent,
  readEnvironment,
  showValue,
} from './values.js';
import { VERSION } from './version.js';

const ENDPOINT_VARIABLE = 'CONFLUENT_CLOUD_REST_ENDPOINT';

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
   * call ends at once, with `retryAfterMs` on the error; a rate limit window that resets later is not
   * waited for. Default: 60000.
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
  /** Called before the wait of every retry, and awaited for `timeoutMs` at most. Default: none. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * Put before the package's own User-Agent: `my-app/1.0`. Visible ASCII and spaces. Browsers may
   * ignore both.
   */
  userAgent?: string | undefined;
}

/** Options of a client: credentials of one kind, and the rest. `undefined` is the same as absent. */
export type ConfluentClientOptions = ClientOptions & Credentials;

/** Checked options with their defaults filled in. */
export interface Settings {
  readonly baseUrl: string;
  readonly authorize: Authorize;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly pacing: boolean;
  readonly fetch: FetchFunction;
  readonly middleware: readonly Middleware[];
  readonly onRetry: (event: RetryEvent) => unknown;
  readonly userAgent: string;
}

/**
 * Checks the options, copies them and fills in the defaults.
 *
 * @throws {TypeError} For wrong credentials, a wrong base URL, a value of a wrong kind, or an unknown
 * option.
 * @throws {RangeError} For a number out of range.
 */
export function readOptions({
  apiKey,
  apiSecret,
  accessToken,
  ...options
}: ConfluentClientOptions): Settings {
  const defaults = {
    baseUrl: readEnvironment(ENDPOINT_VARIABLE) ?? 'https://api.confluent.cloud',
    timeoutMs: 30_000,
    maxRetries: 4,
    maxRetryDelayMs: 60_000,
    pacing: true,
    fetch: async (request: Request) => globalThis.fetch(request),
    middleware: [],
    onRetry: () => undefined,
    userAgent: '',
  };
  checkNames(options, ['apiKey', 'apiSecret', 'accessToken', ...Object.keys(defaults)]);
  // The checks below make sure that the values are of these kinds.
  const settings = { ...defaults, ...omitAbsent(options) } as Settings;
  checkWholeNumber('timeoutMs', settings.timeoutMs, [1, MAX_TIMER_MS]);
  checkWholeNumber('maxRetries', settings.maxRetries, [0, 100]);
  checkWholeNumber('maxRetryDelayMs', settings.maxRetryDelayMs, [0, MAX_TIMER_MS]);
  const middleware: unknown = settings.middleware;
  if (!Array.isArray(middleware) || !middleware.every(isRecord)) {
    throw new TypeError('middleware must be an array of objects');
  }
  for (const [name, value] of Object.entries(settings)) {
    const type = typeof defaults[name as keyof typeof defaults];
    if (typeof value !== type)
      throw new TypeError(`${name} must be a ${type}, not ${showValue(value)}`);
  }
  const isFromEnvironment = settings.baseUrl === defaults.baseUrl;
  const userAgent = `${settings.userAgent} confluent-connect-plugins/${VERSION}`.trim();
  if (!/^[ -~]+$/.test(userAgent)) {
    throw new TypeError('userAgent must be a string of visible ASCII characters and spaces');
  }

  return {
    ...settings,
    baseUrl: readBaseUrl(isFromEnvironment ? ENDPOINT_VARIABLE : 'baseUrl', settings.baseUrl),
    authorize: readCredentials({ apiKey, apiSecret, accessToken }),
    middleware: [...settings.middleware],
    userAgent,
  };
}
