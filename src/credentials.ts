import { readEnvironment } from './environment.js';

const KEY = 'CONFLUENT_CLOUD_API_KEY';
const SECRET = 'CONFLUENT_CLOUD_API_SECRET';
const RULE = `Give apiKey (no colon) and apiSecret, or accessToken, or set ${KEY} and ${SECRET}; no control characters`;

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
  /** The header's value. */
  header: string;
  /** What no message may repeat. */
  secrets: readonly string[];
}

/**
 * Checks the credentials, and gives what is asked before each attempt.
 *
 * @throws {TypeError} If there are none, two kinds, half a pair, or characters that cannot be sent;
 * the message holds no part of them.
 */
export function readCredentials({
  apiKey,
  apiSecret,
  accessToken,
}: Credentials): () => Authorization | Promise<Authorization> {
  const hasKey = Boolean(apiKey) || Boolean(apiSecret);
  if (hasKey && accessToken) throw new TypeError(RULE);
  if (typeof accessToken === 'function') return async () => bearer(await accessToken());
  const authorization = accessToken
    ? bearer(accessToken)
    : hasKey
      ? basic(apiKey, apiSecret)
      : basic(readEnvironment(KEY), readEnvironment(SECRET));
  return () => authorization;
}

function basic(key: unknown, secret: unknown): Authorization {
  const secrets = [checkText(key, /^[^:\p{Cc}]+$/u), checkText(secret, /^\P{Cc}+$/u)];
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(secrets.join(':'))));
  return { header: `Basic ${encoded}`, secrets: [...secrets, encoded] };
}

function bearer(token: unknown): Authorization {
  const text = checkText(token, /^[!-~]+$/);
  return { header: `Bearer ${text}`, secrets: [text] };
}

function checkText(value: unknown, allowed: RegExp): string {
  if (typeof value === 'string' && allowed.test(value)) return value;
  throw new TypeError(RULE);
}
