import { readOptions } from '../options.js';
import type { FetchFunction, Settings } from '../options.js';
import { checkNames, checkWholeNumber, isVisibleAscii, omitAbsent } from '../values.js';

/** Returns a token of the identity provider. */
export type SubjectTokenFunction = () => string | Promise<string>;

/** Options of a token provider. `undefined` is the same as absent. */
export interface StsTokenProviderOptions {
  /** Id of the identity pool that the Confluent token is for: `pool-abc1`. */
  identityPoolId: string;
  /**
   * The token of the identity provider, a JWT: visible ASCII. Or a function (sync or async) that
   * returns it and is called at every exchange, because this token expires too. What the function
   * throws is thrown to the caller unchanged.
   */
  subjectToken: string | SubjectTokenFunction;
  /**
   * Seconds that a Confluent token is asked to live: 1 to 900. Confluent may give it another life.
   * Default: what Confluent decides.
   */
  expiresInSeconds?: number | undefined;
  /**
   * Milliseconds before its end at which a Confluent token is no longer used: 0 to 900000. A token
   * whose whole life is not longer is used for half of its life. Default: 60000.
   */
  renewBeforeMs?: number | undefined;
  /**
   * Where the API is, by the same rules as the client's `baseUrl`. Default:
   * CONFLUENT_CLOUD_REST_ENDPOINT in the environment, else https://api.confluent.cloud.
   */
  baseUrl?: string | undefined;
  /** Another fetch. Default: `globalThis.fetch`, looked up at every attempt. */
  fetch?: FetchFunction | undefined;
  /**
   * Milliseconds for `subjectToken`, and for one attempt of the exchange with its headers and body:
   * 1 to 2147483647. Default: 30000.
   */
  timeoutMs?: number | undefined;
}

/** Checked options with their defaults filled in. */
export interface StsSettings {
  readonly identityPoolId: string;
  readonly subjectToken: string | SubjectTokenFunction;
  readonly expiresInSeconds: number | undefined;
  readonly renewBeforeMs: number;
  /** The settings of the exchange's call; its credentials are put in at every exchange. */
  readonly call: Settings;
}

const NAMES = [
  'identityPoolId',
  'subjectToken',
  'expiresInSeconds',
  'renewBeforeMs',
  'baseUrl',
  'fetch',
  'timeoutMs',
];

const MAX_LIFE_SECONDS = 900;

/**
 * Checks the options, copies them and fills in the defaults.
 *
 * @throws {TypeError} For a value that is missing or of a wrong kind, a wrong base URL, or an unknown
 * option. The message holds no part of the subject token.
 * @throws {RangeError} For a number out of range.
 */
export function readStsOptions(options: StsTokenProviderOptions): StsSettings {
  checkNames(options, NAMES);
  const { identityPoolId, subjectToken, expiresInSeconds, ...others } = options;
  const poolId: unknown = identityPoolId;
  const { renewBeforeMs = 60_000, ...forCall } = omitAbsent(others);

  if (typeof poolId !== 'string') {
    throw new TypeError(`identityPoolId must be a string, not ${String(poolId)}`);
  }
  if (poolId === '') throw new TypeError('identityPoolId must not be empty');
  if (typeof subjectToken !== 'function') checkSubjectToken(subjectToken);
  if (expiresInSeconds !== undefined) {
    checkWholeNumber('expiresInSeconds', expiresInSeconds, [1, MAX_LIFE_SECONDS]);
  }
  checkWholeNumber('renewBeforeMs', renewBeforeMs, [0, MAX_LIFE_SECONDS * 1000]);
  // A client needs credentials of some kind; these are never used.
  const call = readOptions({ ...forCall, pacing: false, accessToken: () => '' });

  return { identityPoolId, subjectToken, expiresInSeconds, renewBeforeMs, call };
}

/**
 * Checks a token of the identity provider.
 *
 * @throws {TypeError} If it is not a string of visible ASCII characters.
 */
export function checkSubjectToken(token: unknown): void {
  if (typeof token !== 'string') {
    throw new TypeError(`subjectToken must be a string or return one, not ${typeof token}`);
  }
  if (token === '') throw new TypeError('subjectToken must not be empty');
  if (!isVisibleAscii(token)) {
    throw new TypeError(
      'subjectToken must be visible ASCII characters, without spaces and line ends',
    );
  }
}
