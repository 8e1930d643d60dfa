import { readEnvironment, toBase64 } from './values.js';

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

/** Where the authorization of each attempt comes from. */
export type CredentialSource =
  | { readonly kind: 'fixed'; readonly authorization: Authorization }
  | { readonly kind: 'function'; readonly getToken: AccessTokenFunction };

/**
 * Checks the credentials that were given, or reads them from the environment if none were.
 *
 * @throws {TypeError} If there are none, two kinds, half a pair, or a value that cannot be sent. The
 * message holds no part of them.
 */
export function readCredentials(given: Record<keyof Credentials, unknown>): CredentialSource {
  const { accessToken } = given;
  let { apiKey, apiSecret } = given;
  if (accessToken) {
    if (apiKey || apiSecret) throw new TypeError('accessToken excludes apiKey and apiSecret');
    return typeof accessToken === 'function'
      ? { kind: 'function', getToken: accessToken as AccessTokenFunction }
      : { kind: 'fixed', authorization: bearerAuthorization(accessToken) };
  }
  let [keyName, secretName] = ['apiKey', 'apiSecret'];
  if (!apiKey && !apiSecret) {
    [keyName, secretName] = [KEY_VARIABLE, SECRET_VARIABLE];
    apiKey = readEnvironment(KEY_VARIABLE);
    apiSecret = readEnvironment(SECRET_VARIABLE);
  }
  if (!apiKey && !apiSecret) {
    throw new TypeError(
      `Give apiKey and apiSecret, or accessToken, or set ${KEY_VARIABLE} and ${SECRET_VARIABLE}`,
    );
  }
  if (!apiKey) throw new TypeError(`${secretName} is given, ${keyName} is missing`);
  if (!apiSecret) throw new TypeError(`${keyName} is given, ${secretName} is missing`);
  return { kind: 'fixed', authorization: basicAuthorization(apiKey, apiSecret) };
}

/**
 * Returns the authorization for a token.
 *
 * @throws {TypeError} If the token is not a string of visible ASCII characters.
 */
export function bearerAuthorization(accessToken: unknown): Authorization {
  checkText(accessToken, /^[!-~]+$/, 'accessToken must be a string of visible ASCII characters');
  return { header: `Bearer ${accessToken}`, secrets: [accessToken], token: accessToken };
}

function basicAuthorization(apiKey: unknown, apiSecret: unknown): Authorization {
  // Half of a surrogate pair (Cs) cannot be encoded as UTF-8.
  const allowed = /^[^\p{Cc}\p{Cs}]+$/u;
  checkText(apiKey, allowed, 'apiKey must be a string without control characters');
  checkText(apiKey, /^[^:]+$/, 'apiKey must have no colon');
  checkText(apiSecret, allowed, 'apiSecret must be a string without control characters');
  const encoded = toBase64(`${apiKey}:${apiSecret}`);
  return { header: `Basic ${encoded}`, secrets: [encoded, apiKey, apiSecret] };
}

/** The value is not shown: it may be a secret. */
function checkText(value: unknown, allowed: RegExp, rule: string): asserts value is string {
  if (typeof value !== 'string' || !allowed.test(value)) throw new TypeError(rule);
}
