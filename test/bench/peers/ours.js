import { createConfluentClient } from '../../../dist/index.js';
import { apiKey, apiSecret, path } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
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
