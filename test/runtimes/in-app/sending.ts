import { createConfluentClient, rateLimitOf } from 'confluent-connect-plugins';
import { UTF8_KEY } from './credentials.js';
import { PLUGINS, VERSIONS, accessToken, idsOf } from './scene.js';
import type { Observations } from './scene.js';

/** What a runtime's fetch makes of headers, credentials, middleware and redirects. */
export const sending = {
  async headers({ connect }) {
    const { response } = await connect().GET(PLUGINS);
    return { rateLimit: rateLimitOf(response), requestId: response.headers.get('x-request-id') };
  },

  async utf8Key({ connect }) {
    return idsOf(connect({}, UTF8_KEY).paginate(PLUGINS));
  },

  async token({ connect, describe }) {
    let asked = 0;
    const askToken = async (): Promise<string> => {
      await Promise.resolve();
      asked += 1;
      return accessToken;
    };
    const confluent = connect({}, { accessToken: askToken });
    const ids = await idsOf(confluent.paginate(PLUGINS));
    const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
    const forbidden = await confluent.GET(VERSIONS, { params }).catch(describe);
    return { ids, asked, forbidden };
  },

  async environment({ baseUrl }) {
    const list = async (): Promise<string[]> =>
      idsOf(createConfluentClient({ baseUrl }).paginate(PLUGINS));
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
    return { ids: await idsOf(confluent.paginate(PLUGINS)), seesCredentials, seesBody };
  },

  async redirect({ connect }) {
    return idsOf(connect().paginate(PLUGINS));
  },

  async pacing({ connect }) {
    let retries = 0;
    const confluent = connect({ onRetry: () => void (retries += 1) });
    return { ids: await idsOf(confluent.paginate(PLUGINS)), retries };
  },
} satisfies Observations;
