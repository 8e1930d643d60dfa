import { ofetch } from 'ofetch';
import { basic, pageTokenOf, path } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
  const client = ofetch.create({ baseURL: origin, headers: { Authorization: basic } });
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
