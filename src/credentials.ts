import { isVisibleAscii, readEnvironment, toBase64 } from './values.js';

const KEY_VARIABLE = 'CONFLUENT_CLOUD_API_KEY';
const SECRET_VARIABLE = 'CONFLUENT_CLOUD_API_SECRET';

/**
 * Returns the token to send next.
 *
 * @param refusedToken The token that the server has just refused with a 401; undefined otherwise. A
 * function that keeps a token must then fetch a new one.
 */
export type AccessTokenFunction = (refusedToken?: string) => string | Promise<string>;

/** A Cloud API key. */
export interface ApiKeyCredentials {
  /** Id of a Cloud API key: no control characters, no colon. Sent with `apiSecret` as HTTP Basic. */
  apiKey: string | undefined;
  /** Secret of the Cloud API key: no control characters. */
  apiSecret: string | undefined;
  accessToken?: undefined;
}

/** A token of Confluent's Security Token Service (STS). */
export interface AccessTokenCredentials {
  /**
   * The token, or a function (sync or async) that is called before every attempt. Visible ASCII,
   * sent as Bearer. After a 401 the function is called once more in the same call, with the refused
   * token; if it returns another one, the request is sent again. What the function throws is thrown
   * to the caller unchanged.
   */
  accessToken: string | AccessTokenFunction | undefined;
  apiKey?: undefined;
  apiSecret?: undefined;
}

/** The Cloud API key in CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET. */
export interface EnvironmentCredentials {
  apiKey?: undefined;
  apiSecret?: undefined;
  accessToken?: undefined;
}

/** Credentials of one kind; '' is the same as absent. */
export type Credentials = ApiKeyCredentials | AccessTokenCredentials | EnvironmentCredentials;

/** What authorizes one request. */
export interface Authorization {
  /** The value of the Authorization header; null for a request that is authorized by its body. */
  readonly header: string | null;
  /** Texts that no error may hold. */
  readonly secrets: readonly string[];
  /** The token in the header; absent for an API key. */
  readonly token?: string;
}

/**
 * Returns the authorization of the next attempt.
 *
 * @param refused The authorization that the server has just refused. The same one comes back if there
 * is no other.
 */
export type Authorize = (refused?: Authorization) => Authorization | Promise<Authorization>;

/**
 * Checks the credentials that were given, or reads them from the environment if none were.
 *
 * @throws {TypeError} If there are none, two kinds, half a pair, or a value that cannot be sent. The
 * message holds no part of them.
 */
export function readCredentials(given: Record<keyof Credentials, unknown>): Authorize {
  const { apiKey, apiSecret, accessToken } = given;
  const isPairGiven = apiKey || apiSecret;
  if (accessToken && isPairGiven) {
    throw new TypeError('accessToken excludes apiKey and apiSecret');
  }
  if (typeof accessToken === 'function') {
    const getToken = accessToken as AccessTokenFunction;
    return async (refused) => bearerAuthorization(await getToken(refused?.token));
  }
  const authorization = accessToken
    ? bearerAuthorization(accessToken)
    : basicAuthorization(
        isPairGiven
          ? { apiKey, apiSecret }
          : {
              [KEY_VARIABLE]: readEnvironment(KEY_VARIABLE),
              [SECRET_VARIABLE]: readEnvironment(SECRET_VARIABLE),
            },
      );
  return () => authorization;
}

function bearerAuthorization(token: unknown): Authorization {
  if (!isVisibleAscii(token)) {
    throw new TypeError('accessToken must be a string of visible ASCII characters');
  }
  return { header: `Bearer ${token}`, secrets: [token], token };
}

/** @param pair The key and the secret, under the names by which the caller knows them. */
function basicAuthorization(pair: Record<string, unknown>): Authorization {
  const entries = Object.entries(pair);
  const missing = entries.flatMap(([name, value]) => (value ? [] : name)).join(' and ');
  if (missing) {
    throw new TypeError(
      `Missing ${missing}: give apiKey and apiSecret, or accessToken, or set ${KEY_VARIABLE} and ${SECRET_VARIABLE}`,
    );
  }
  for (const [name, value] of entries) {
    // Half of a surrogate pair (Cs) cannot be encoded as UTF-8.
    if (typeof value !== 'string' || /[\p{Cc}\p{Cs}]/u.test(value)) {
      throw new TypeError(`${name} must be a string without control characters`);
    }
  }
  // The loop has checked that both are strings.
  const [[keyName, key], [, secret]] = entries as [[string, string], [string, string]];
  if (key.includes(':')) throw new TypeError(`${keyName} must have no colon`);
  const encoded = toBase64(`${key}:${secret}`);
  return { header: `Basic ${encoded}`, secrets: [encoded, key, secret] };
}
