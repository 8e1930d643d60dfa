import axios from 'axios';
import { pageTokenOf } from './page-token.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiKey, apiSecret, path }) {
  const client = axios.create({
    baseURL: origin,
    auth: { username: apiKey, password: apiSecret },
  });
  const get = async (params) => (await client.get(path, { params })).data;
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
