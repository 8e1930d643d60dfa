import { ofetch } from 'ofetch';
import { pageTokenOf } from './page-token.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, authorization, path }) {
  const client = ofetch.create({ baseURL: origin, headers: { Authorization: authorization } });
  return {
    getPage: async () => (await client(path)).data,
    async *pages({ pageSize }) {
      let page_token;
      do {
        const { data, metadata } = await client(path, {
          query: { page_size: pageSize, page_token },
        });
        yield data;
        page_token = pageTokenOf(metadata.next);
      } while (page_token);
    },
  };
}
