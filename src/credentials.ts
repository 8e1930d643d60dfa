import { readEnvironment } from './environment.js';

const KEY = 'CONFLUENT_CLOUD_API_KEY';
const SECRET = 'CONFLUENT_CLOUD_API_SECRET';

/** A Cloud API key. */
export interface ApiKeyCredentials {
  /** Id of a Cloud API key: no control characters, no colon. Sent with `apiSecret` as HTTP Basic. */
  apiKey: string | undefined;
  /** Secret of the Cloud API key: no control characters. */
  apiSecret: string | undefined;
  accessToken?: undefined;
}

/** A token of Confluent's security token service (STS). */
export interface AccessTokenCredentials {
  /**
   * The token, or a function (sync or async) that is asked for it before every attempt. Visible
   * ASCII, sent as Bearer. What the function throws comes through as it is.
   */
  accessToken: string | (() => string | Promise<string>) | undefined;
  apiKey?: undefined;
  apiSecret?: undefined;
}

/** The Cloud API key in CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET. */
export interface EnvironmentCredentials {
  apiKey?: undefined;
  apiSecret?: undefined;
  accessToken?: undefined;
}

/** One kind of credentials; '' is the same as absent. */
export type Credentials = ApiKeyCredentials | AccessTokenCredentials | EnvironmentCredentials;

/** What authorizes a request. */
export interface Authorization {
  scheme: 'Basic' | 'Bearer';
  /** What no error may repeat; the first is sent after the scheme. */
  secrets: readonly [string, ...string[]];
}

/**
 * Checks the credentials, and gives what is asked before each attempt.
 *
 * @throws {TypeError} If there are none, two kinds, half a pair, or characters that cannot be sent;
 * the message holds no part of them.
 */
export function readCredentials(
  credentials: Credentials,
): () => Authorization | Promise<Authorization> {
  const { apiKey, apiSecret, accessToken } = credentials;
  const given = Object.entries(credentials).filter(([, value]) => Boolean(value));
  const names = given.map(([name]) => name).join();

  const check = (value: unknown, allowed: RegExp): string => {
    if (typeof value === 'string' && allowed.test(value)) return value;
    throw new TypeError(
      `Give apiKey (no colon) and apiSecret, or accessToken, or set ${KEY} and ${SECRET}, without control characters; given: ${names || 'none'}`,
    );
  };
  const bearer = (token: unknown): Authorization => ({
    scheme: 'Bearer',
    secrets: [check(token, /^[!-~]+$/)],
  });
  const basic = (key: unknown, secret: unknown): Authorization => {
    const pair = [check(key, /^[^:\p{Cc}]+$/u), check(secret, /^\P{Cc}+$/u)];
    const bytes = new TextEncoder().encode(pair.join(':'));
    return { scheme: 'Basic', secrets: [btoa(String.fromCharCode(...bytes)), ...pair] };
  };

  if (typeof accessToken === 'function' && names === 'accessToken') {
    return async () => bearer(await accessToken());
  }
  const authorization =
    names === 'accessToken'
      ? bearer(accessToken)
      : names
        ? basic(apiKey, accessToken ? undefined : apiSecret)
        : basic(readEnvironment(KEY), readEnvironment(SECRET));
  return () => authorization;
}
