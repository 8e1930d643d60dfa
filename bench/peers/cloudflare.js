import { PageTokenPagination } from 'cloudflare/core/pagination';
import { BaseAccounts } from 'cloudflare/resources/accounts/accounts';
import { createClient } from 'cloudflare/tree-shakable';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiSecret }) {
  const client = createClient({
    resources: [BaseAccounts],
    apiToken: apiSecret,
    baseURL: `${origin}/cloudflare`,
  });
  // What the list methods of its resources consist of.
  const list = (query) => client.getAPIList('/plugins', PageTokenPagination, { query });
  return {
    getPage: async () => (await list()).result,
    items: ({ pageSize }) => list({ page_size: pageSize }),
  };
}
