import type { Middleware } from 'openapi-fetch';
import { readBaseUrl } from './base-url.js';
import { checkWhole } from './check-whole.js';
import { readCredentials } from './credentials.js';
import type { Authorization, Credentials } from './credentials.js';
import { defined } from './defined.js';
import type { RetryEvent } from './retry.js';
import { MAX_TIMER_MS } from './timing.js';
import { VERSION } from './version.js';

/** What a client can be told beside its credentials. */
export interface ClientOptions {
  /**
   * Where the API is: absolute, a path prefix allowed, without user, query and fragment; https, or
   * http to a loopback host. Default: CONFLUENT_CLOUD_REST_ENDPOINT in the environment, else
   * https://api.confluent.cloud.
   */
  baseUrl?: string | undefined;
  /**
   * Milliseconds that one attempt has, for the token function, the headers and the body: 1 to
   * 2147483647. Default: 30000.
   */
  timeoutMs?: number | undefined;
  /** Attempts after the first: 0 to 100. Default: 4. */
  maxRetries?: number | undefined;
  /**
   * The longest single wait in milliseconds, 0 to 2147483647. A server that asks for more ends the
   * call at once, with `retryAfterMs` on the error. Default: 60000.
   */
  maxRetryDelayMs?: number | undefined;
  /** Whether to wait for the rate limit window to reset rather than run into 429. Default: true. */
  pacing?: boolean | undefined;
  /** Another fetch. Default: `globalThis.fetch`, looked up at every attempt. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Middlewares of openapi-fetch, run at every attempt. They never see the credentials; one that
   * reads a body reads that of `response.clone()`. Default: none.
   */
  middleware?: readonly Middleware[] | undefined;
  /** Told of every retry before its wait, and awaited. Default: nobody is. */
  onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  /** Put before the package's own User-Agent: `my-app/1.0`. Browsers may send neither. */
  userAgent?: string | undefined;
}

/** Credentials of one kind, and what else a client can be told. `undefined` is the same as absent. */
export type ConfluentClientOptions = ClientOptions & Credentials;

/** Options that are checked and complete. */
export interface Settings {
  baseUrl: string;
  /** The origin that gets the credentials, with a slash at its end. */
  origin: string;
  authorize: () => Authorization | Promise<Authorization>;
  timeoutMs: number;
  maxRetries: number;
  maxRetryDelayMs: number;
  pacing: boolean;
  fetch?: ClientOptions['fetch'];
  middleware: readonly Middleware[];
  onRetry?: ClientOptions['onRetry'];
  userAgent: string;
}

/**
 * Checks the options and puts in the defaults.
 *
 * @throws {TypeError} On wrong credentials or base URL.
 * @throws {RangeError} On a number out of range.
 */
export function readOptions({
  apiKey,
  apiSecret,
  accessToken,
  ...options
}: ConfluentClientOptions): Settings {
  const baseUrl = readBaseUrl(options.baseUrl);
  const settings = {
    timeoutMs: 30_000,
    maxRetries: 4,
    maxRetryDelayMs: 60_000,
    pacing: true,
    middleware: [],
    ...defined(options),
    baseUrl,
    origin: new URL('/', baseUrl).href,
    authorize: readCredentials({ apiKey, apiSecret, accessToken } as Credentials),
    userAgent: `${options.userAgent ?? ''} confluent-connect-plugins/${VERSION}`.trim(),
  };
  checkWhole('timeoutMs', settings.timeoutMs, 1, MAX_TIMER_MS);
  checkWhole('maxRetries', settings.maxRetries, 0, 100);
  checkWhole('maxRetryDelayMs', settings.maxRetryDelayMs, 0, MAX_TIMER_MS);
  return settings;
}
