import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';

const PaginatingOctokit = Octokit.plugin(paginateRest);
const route = 'GET /plugins';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiSecret }) {
  const octokit = new PaginatingOctokit({ auth: apiSecret, baseUrl: `${origin}/octokit` });
  return {
    getPage: async () => (await octokit.request(route)).data,
    // Its documentation always asks for 100.
    async *pages({ pageSize = 100 }) {
      for await (const { data } of octokit.paginate.iterator(route, { per_page: pageSize })) {
        yield data;
      }
    },
  };
}
