import { createConfluentClient, rateLimitOf } from 'confluent-connect-plugins';
import {
  CONNECTOR_PLUGINS_PATH,
  UTF8_API_KEY,
  UTF8_API_SECRET,
  VERSIONS_PATH,
} from '../../../test/support/constants.js';
import { accessToken, idsOf } from '../scenario.js';
import type { Scenarios } from '../scenario.js';

/** Scenarios of headers, credentials, middleware, redirects and pacing. */
export const sending = {
  async headers({ connect }) {
    const { response } = await connect().GET(CONNECTOR_PLUGINS_PATH);
    return { rateLimit: rateLimitOf(response), requestId: response.headers.get('x-request-id') };
  },

  async utf8Key({ connect }) {
    return idsOf(
      connect({}, { apiKey: UTF8_API_KEY, apiSecret: UTF8_API_SECRET }).paginate(
        CONNECTOR_PLUGINS_PATH,
      ),
    );
  },

  async token({ connect, describe }) {
    let tokenCalls = 0;
    const fetchToken = async (): Promise<string> => {
      await Promise.resolve();
      tokenCalls += 1;
      return accessToken;
    };
    const confluent = connect({}, { accessToken: fetchToken });
    const ids = await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH));
    const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
    const forbidden = await confluent.GET(VERSIONS_PATH, { params }).catch(describe);
    return { ids, tokenCalls, forbidden };
  },

  async environment({ baseUrl }) {
    const list = async (): Promise<string[]> =>
      idsOf(createConfluentClient({ baseUrl }).paginate(CONNECTOR_PLUGINS_PATH));
    return list().catch((error: unknown) => {
      if (error instanceof TypeError && error.message.includes('apiKey')) return 'no credentials';
      throw error;
    });
  },

  async middleware({ connect }) {
    let seesCredentials = false;
    let seesBody = false;
    const confluent = connect({
      middleware: [
        {
          onRequest({ request }) {
            const url = new URL(request.url);
            url.searchParams.set('cloud', 'GCP');
            return new Request(url, request);
          },
          async onResponse({ request, response }) {
            seesCredentials ||= request.headers.has('authorization');
            seesBody = (await response.clone().text()).includes('ccp-3');
          },
        },
      ],
    });
    return {
      ids: await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH)),
      seesCredentials,
      seesBody,
    };
  },

  async redirect({ connect }) {
    return idsOf(connect().paginate(CONNECTOR_PLUGINS_PATH));
  },

  async pacing({ connect }) {
    let retries = 0;
    const confluent = connect({ onRetry: () => void (retries += 1) });
    return { ids: await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH)), retries };
  },
} satisfies Scenarios;
