import { ConfluentResponseError, ConfluentTimeoutError } from '../errors/errors.js';
import { formatMessage } from '../errors/message.js';
import { createCall } from '../request/call.js';
import type { Call } from '../request/call.js';
import { copyInit } from '../request/copy-init.js';
import { withDeadline } from '../request/timing.js';
import { isRecord, isVisibleAscii } from '../values.js';
import { checkSubjectToken } from './options.js';
import type { StsSettings } from './options.js';

/** A token that Confluent issued. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Its life in milliseconds. */
  readonly lifeMs: number;
  /** When its life began at the earliest: a time of `performance.now()`. */
  readonly issuedAt: number;
}

const PATH = '/sts/v1/oauth2/token';

const FORM = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
};

/**
 * Exchanges a token of the identity provider for a Confluent token. Retries what a retry may heal:
 * the exchange changes nothing, so that sending it twice does no harm.
 *
 * @param lastToken The token issued before, if any: no error may show it.
 * @throws {ConfluentError} For what the server or the network did. Nothing in it holds a token.
 * @throws {TypeError} For a subject token that is no string of visible ASCII characters.
 * @throws What the function `subjectToken` throws.
 */
export async function exchangeToken(
  settings: StsSettings,
  lastToken: string | undefined,
): Promise<IssuedToken> {
  const { identityPoolId, expiresInSeconds } = settings;
  const subjectToken = await readSubjectToken(settings);
  const secrets = new Set(lastToken === undefined ? [subjectToken] : [subjectToken, lastToken]);
  let issuedAt = performance.now();

  const { fetch } = settings.call;
  const call = createCall({
    ...settings.call,
    authorize: () => ({ header: null, secrets: [] }),
    fetch: async (request) => {
      issuedAt = performance.now();
      return fetch(request);
    },
  });
  const form = new URLSearchParams({
    ...FORM,
    subject_token: subjectToken,
    identity_pool_id: identityPoolId,
    ...(expiresInSeconds !== undefined && { expires_in: String(expiresInSeconds) }),
  });
  const { access_token, expires_in } = await send(call, form, secrets);
  return { accessToken: access_token, lifeMs: expires_in * 1000, issuedAt };
}

async function readSubjectToken({ subjectToken, call }: StsSettings): Promise<string> {
  if (typeof subjectToken === 'string') return subjectToken;
  const { baseUrl, timeoutMs } = call;
  const timed = await withDeadline(timeoutMs, undefined, async () => subjectToken());
  if (timed.kind === 'done') {
    checkSubjectToken(timed.value);
    return timed.value;
  }
  throw new ConfluentTimeoutError({
    message: formatMessage(`POST ${PATH}`, `no subjectToken within ${timeoutMs} ms`, []),
    method: 'POST',
    path: PATH,
    url: baseUrl + PATH,
    attempts: 0,
    retryable: true,
    timeoutMs,
  });
}

/** The part of the response that is used. */
interface TokenResponse {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** @param secrets Gets the token of the response, so that the error about it does not show it. */
async function send(
  call: Call,
  form: URLSearchParams,
  secrets: Set<string>,
): Promise<TokenResponse> {
  const given = {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
    bodySerializer: String,
    // A redirect would take the subject token to another place.
    redirect: 'manual',
  };
  const request = {
    method: 'POST',
    path: PATH,
    init: copyInit(given),
    isIdempotent: true,
    secrets,
    validate: (body: unknown) => {
      const token = isRecord(body) ? body['access_token'] : undefined;
      if (isVisibleAscii(token)) secrets.add(token);
      return findProblem(body);
    },
  } as const;
  try {
    const { data } = await call(request);
    // `findProblem` found none.
    return data as TokenResponse;
  } catch (error) {
    if (!(error instanceof ConfluentResponseError)) throw error;
    // The body may hold a token, even if it cannot be read as one.
    const { message, method, path, url, attempts, requestId, retryable } = error;
    const details = { message, method, path, url, attempts, requestId, retryable };
    throw new ConfluentResponseError({ ...details, body: '' });
  }
}

/** Returns why the body of a 2xx gives no usable token; undefined if it gives one. */
function findProblem(body: unknown): string | undefined {
  const { access_token, expires_in } = isRecord(body) ? body : {};
  if (!isVisibleAscii(access_token)) {
    return 'access_token is no string of visible ASCII characters';
  }
  if (typeof expires_in !== 'number' || expires_in <= 0) {
    return 'expires_in is no positive number of seconds';
  }
  return undefined;
}
