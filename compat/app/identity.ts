/** What the app sends for an access token, and the server expects. Nothing is imported here. */

export const TOKEN_PATH = '/sts/v1/oauth2/token';
export const IDENTITY_POOL_ID = 'pool-abc1';
/** The token of the identity provider. */
export const SUBJECT_TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhcHAtMSJ9.aWRlbnRpdHk_-x';
