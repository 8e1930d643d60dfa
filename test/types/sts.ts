/** How the token provider is used, rightly and wrongly. Compiled, never run; also against the package. */
import { createConfluentClient, type AccessTokenFunction } from 'confluent-connect-plugins';
import { createStsTokenProvider, type StsTokenProvider } from 'confluent-connect-plugins/sts';

const identityPoolId = 'pool-abc1';
const subjectToken = 'token';

export const getToken: StsTokenProvider = createStsTokenProvider({ identityPoolId, subjectToken });
export const client = createConfluentClient({ accessToken: getToken });
export const accessToken: AccessTokenFunction = getToken;
export const token: Promise<string> = getToken();
export const renewed: Promise<string> = getToken('refused');

createStsTokenProvider({ identityPoolId, subjectToken: () => subjectToken });
createStsTokenProvider({ identityPoolId, subjectToken: async () => Promise.resolve(subjectToken) });
createStsTokenProvider({ identityPoolId, subjectToken, expiresInSeconds: undefined });
createStsTokenProvider({ identityPoolId, subjectToken, fetch: (request) => fetch(request) });

// @ts-expect-error: identityPoolId is missing
createStsTokenProvider({ subjectToken });
// @ts-expect-error: subjectToken is missing
createStsTokenProvider({ identityPoolId });
// @ts-expect-error: the function returns no string
createStsTokenProvider({ identityPoolId, subjectToken: () => 1 });
// @ts-expect-error: there is no such option
createStsTokenProvider({ identityPoolId, subjectToken, maxRetries: 1 });
// @ts-expect-error: the number is a text
createStsTokenProvider({ identityPoolId, subjectToken, expiresInSeconds: '900' });
