import createClient from 'openapi-fetch';
import { pageTokenOf } from './page-token.js';

/**
 * @param {import('./peer-client.js').Target} target
 * @param {() => AbortSignal | undefined} createSignal Called for each request.
 * @returns {import('./peer-client.js').PeerClient}
 */
export function create({ origin, authorization, path }, createSignal = () => undefined) {
  const client = createClient({ baseUrl: origin, headers: { Authorization: authorization } });
  const get = async (query) => {
    const { data, error } = await client.GET(path, {
      params: { query },
      signal: createSignal(),
    });
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
