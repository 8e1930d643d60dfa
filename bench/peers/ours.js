import { createConfluentClient } from '../../dist/index.js';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiKey, apiSecret, path }) {
  const confluent = createConfluentClient({ apiKey, apiSecret, baseUrl: origin });
  return {
    getPage: async () => (await confluent.GET(path)).data.data,
    items: ({ pageSize, prefetch }) =>
      confluent.paginate(path, {
        prefetch,
        ...(pageSize && { params: { query: { page_size: pageSize } } }),
      }),
  };
}
