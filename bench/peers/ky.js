import ky from 'ky';
import { pageTokenOf } from './page-token.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, authorization, path }) {
  const client = ky.create({ prefixUrl: origin, headers: { Authorization: authorization } });
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
