import ky from 'ky';
import { basic, pageTokenOf, path } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
  const client = ky.create({ prefixUrl: origin, headers: { Authorization: basic } });
  const get = (searchParams) => client.get(path.slice(1), { searchParams }).json();
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
