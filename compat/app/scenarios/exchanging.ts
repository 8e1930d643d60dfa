import { createStsTokenProvider } from 'confluent-connect-plugins/sts';
import { CONNECTOR_PLUGINS_PATH } from '../../../test/support/constants.js';
import { IDENTITY_POOL_ID, SUBJECT_TOKEN } from '../identity.js';
import { idsOf } from '../scenario.js';
import type { Scenarios } from '../scenario.js';

/** Scenarios of the exchange of an identity provider's token for an access token. */
export const exchanging = {
  async exchange({ connect, baseUrl, describe }) {
    const identityPoolId = IDENTITY_POOL_ID;
    const accessToken = createStsTokenProvider({
      identityPoolId,
      subjectToken: SUBJECT_TOKEN,
      baseUrl,
    });
    const ids = await idsOf(connect({}, { accessToken }).paginate(CONNECTOR_PLUGINS_PATH));
    const subjectToken = `${SUBJECT_TOKEN}-of-a-stranger`;
    const refused = createStsTokenProvider({ identityPoolId, subjectToken, baseUrl });
    return { ids, refused: await refused().catch(describe) };
  },
} satisfies Scenarios;
