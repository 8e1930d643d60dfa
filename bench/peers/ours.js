import { createConfluentClient } from '../../dist/index.js';

/**
 * @param {import('./peer-client.js').Target} target
 * @param {{ signal?: AbortSignal }} init What each request gets.
 * @returns {import('./peer-client.js').PeerClient}
 */
export function create({ origin, apiKey, apiSecret, path }, init = {}) {
  const confluent = createConfluentClient({ apiKey, apiSecret, baseUrl: origin });
  return {
    getPage: async () => (await confluent.GET(path, init)).data.data,
    items: ({ pageSize, prefetch }) =>
      confluent.paginate(path, {
        ...init,
        prefetch,
        ...(pageSize && { params: { query: { page_size: pageSize } } }),
      }),
  };
}
