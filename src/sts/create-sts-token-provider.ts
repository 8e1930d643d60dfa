import { exchangeToken } from './exchange-token.js';
import type { IssuedToken } from './exchange-token.js';
import { readStsOptions } from './options.js';
import type { StsTokenProviderOptions } from './options.js';

/**
 * Returns a Confluent token. It is a function for the client's option `accessToken`.
 *
 * @param refusedToken The token that the server has just refused with a 401; undefined otherwise.
 */
export type StsTokenProvider = (refusedToken?: string) => Promise<string>;

/** A token and the time of `performance.now()` until which it is used. */
interface KeptToken {
  readonly accessToken: string;
  readonly usedUntil: number;
}

/**
 * Creates a function for the client's option `accessToken`. It exchanges the identity provider's
 * token for a token of Confluent's Security Token Service (STS) and keeps that until shortly before
 * its end.
 *
 * One exchange serves all calls that wait for it. A token that the server refused with a 401 is
 * dropped, and the next call exchanges anew; so does the next call after a failed exchange. An
 * exchange is retried as the client retries a GET, with the client's defaults.
 *
 * The function rejects with a `ConfluentError` for what the server or the network did, and with what
 * `subjectToken` throws. No error holds one of the tokens.
 *
 * @throws {TypeError} For an option that is missing, of a wrong kind or unknown, or a base URL that
 * is not safe.
 * @throws {RangeError} For a number out of range.
 *
 * @example
 * const confluent = createConfluentClient({
 *   accessToken: createStsTokenProvider({
 *     identityPoolId: 'pool-abc1',
 *     subjectToken: () => readFile('/var/run/secrets/tokens/confluent', 'utf8'),
 *   }),
 * });
 */
export function createStsTokenProvider(options: StsTokenProviderOptions): StsTokenProvider {
  const settings = readStsOptions(options);
  let kept: KeptToken | undefined;
  let exchange: Promise<KeptToken> | undefined;

  const renew = async (): Promise<KeptToken> => {
    try {
      const issued = await exchangeToken(settings, kept?.accessToken);
      kept = keepToken(issued, settings.renewBeforeMs);
      return kept;
    } finally {
      exchange = undefined;
    }
  };

  return async (refusedToken) => {
    // If many calls were refused the same token, the first of them may have renewed it already.
    if (kept && kept.accessToken === refusedToken) kept = { ...kept, usedUntil: -Infinity };
    if (kept && performance.now() < kept.usedUntil) return kept.accessToken;
    exchange ??= renew();
    const { accessToken } = await exchange;
    return accessToken;
  };
}

function keepToken(
  { accessToken, issuedAt, lifeMs }: IssuedToken,
  renewBeforeMs: number,
): KeptToken {
  const usedMs = lifeMs > renewBeforeMs ? lifeMs - renewBeforeMs : lifeMs / 2;
  return { accessToken, usedUntil: issuedAt + usedMs };
}
