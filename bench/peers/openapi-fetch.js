import createClient from 'openapi-fetch';
import { pageTokenOf } from './page-token.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, authorization, path }) {
  const client = createClient({ baseUrl: origin, headers: { Authorization: authorization } });
  const get = async (query) => {
    const { data, error } = await client.GET(path, { params: { query } });
    if (error) throw new Error(JSON.stringify(error));
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
