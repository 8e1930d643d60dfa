import type { Received, Reply } from '../test/support/loopback-server.js';
import { IDENTITY_POOL_ID, SUBJECT_TOKEN } from './app/identity.js';

const EXPECTED_FORM = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  subject_token: SUBJECT_TOKEN,
  identity_pool_id: IDENTITY_POOL_ID,
};

/** Exchanges the app's identity token for an access token. Refuses every other request. */
export function exchangeToken({ method, headers, body }: Received, accessToken: string): Reply {
  if (headers.authorization !== undefined) return refuse(400, 'An exchange needs no credentials');
  if (
    method !== 'POST' ||
    !headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  )
    return refuse(400, 'An exchange is the POST of a form');
  const form = Object.fromEntries(new URLSearchParams(body));
  const wrong = Object.entries(EXPECTED_FORM).find(([name, value]) => form[name] !== value);
  if (wrong?.[0] === 'subject_token') return refuse(401, 'The subject token is not valid');
  if (wrong !== undefined) return refuse(400, `${wrong[0]} must be ${wrong[1]}`);
  return { body: { access_token: accessToken, token_type: 'Bearer', expires_in: 900 } };
}

function refuse(status: number, detail: string): Reply {
  return { status, body: { errors: [{ code: 'exchange_refused', detail }] } };
}
