import { respondWithFailure } from './fake-response.js';
import type { FakeResponse } from './fake-response.js';
import type { ParsedRequest } from './parse-request.js';

/** The only credentials that the fake accepts. */
export const API_KEY = 'FAKEKEY';
export const API_SECRET = 'fake-secret';
export const ACCESS_TOKEN = 'fake-token';

/** Which credentials an operation accepts. */
export type AcceptedCredentials = 'api-key' | 'api-key-or-token';

/**
 * Returns an error response for credentials that an operation does not accept: 401 for unknown
 * ones, 403 for the STS token where only the API key is accepted. Returns undefined for good ones.
 *
 * The 403 is an assumption: Confluent does not document the status for a token there.
 */
export function refuseCredentials(
  request: ParsedRequest,
  accepted: AcceptedCredentials,
): FakeResponse | undefined {
  const [scheme = '', value] = request.authorization.split(' ');
  switch (scheme.toLowerCase()) {
    case 'basic':
      if (value === btoa(`${API_KEY}:${API_SECRET}`)) return undefined;
      return refuseUnknown(request, 'Basic error="invalid_key"');
    case 'bearer':
      if (value !== ACCESS_TOKEN) return refuseUnknown(request, 'Bearer error="invalid_token"');
      return accepted === 'api-key' ? refuseToken(request) : undefined;
    default:
      return refuseUnknown(request, 'Basic error="invalid_key"');
  }
}

function refuseUnknown(request: ParsedRequest, challenge: string): FakeResponse {
  return respondWithFailure(request, {
    status: 401,
    code: 'user_unauthenticated',
    title: 'Authentication Required',
    detail: 'Valid authentication credentials must be provided',
    headers: { 'WWW-Authenticate': challenge },
  });
}

function refuseToken(request: ParsedRequest): FakeResponse {
  return respondWithFailure(request, {
    status: 403,
    code: 'user_unauthorized',
    title: 'User Access Unauthorized',
    detail: 'This list is open to Cloud API keys, not to access tokens',
  });
}
