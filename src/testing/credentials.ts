import { failure } from './failure.js';
import type { Answer, Asked } from './failure.js';

/** The one API key and the one STS token that the fake lets in. */
export const API_KEY = 'FAKEKEY';
export const API_SECRET = 'fake-secret';
export const ACCESS_TOKEN = 'fake-token';

/** 401 for unknown credentials, 403 for the token where the API key alone is let in. */
export function refuseCredentials(asked: Asked, takesToken: boolean): Answer | undefined {
  const [scheme = '', value = ''] = (asked.authorization ?? '').split(' ');
  const isToken = scheme.toLowerCase() === 'bearer';
  const known = isToken ? `bearer ${ACCESS_TOKEN}` : `basic ${btoa(`${API_KEY}:${API_SECRET}`)}`;
  if (`${scheme.toLowerCase()} ${value}` !== known) {
    const refusal = failure(asked, {
      status: 401,
      code: 'user_unauthenticated',
      title: 'Authentication Required',
      detail: 'Valid authentication credentials must be provided',
    });
    const challenge = isToken
      ? 'Bearer error="invalid_token", error_description="The access token is invalid"'
      : 'Basic error="invalid_key", error_description="The API Key is invalid"';
    return { ...refusal, headers: { 'WWW-Authenticate': challenge } };
  }
  if (takesToken || !isToken) return undefined;
  return failure(asked, {
    status: 403,
    code: 'user_unauthorized',
    title: 'User Access Unauthorized',
    detail: 'This list is open to Cloud API keys, not to access tokens',
  });
}
