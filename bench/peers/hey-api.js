import { client } from '../node_modules/.hey-api/client.gen.mjs';
import { listConnectV1CustomConnectorPlugins } from '../node_modules/.hey-api/sdk.gen.mjs';
import { pageTokenOf } from './page-token.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiKey, apiSecret }) {
  client.setConfig({ baseUrl: origin, auth: `${apiKey}:${apiSecret}` });
  const get = async (query) => {
    const { data } = await listConnectV1CustomConnectorPlugins({ query, throwOnError: true });
    return data;
  };
  return {
    getPage: async () => (await get()).data,
    async *pages({ pageSize }) {
      let page_token;
      do {
        const { data, metadata } = await get({ page_size: pageSize, page_token });
        yield data;
        page_token = pageTokenOf(metadata.next);
      } while (page_token);
    },
  };
}
