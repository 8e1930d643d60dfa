import createClient from 'openapi-fetch';
import { basic, pageTokenOf, path } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
  const client = createClient({ baseUrl: origin, headers: { Authorization: basic } });
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
