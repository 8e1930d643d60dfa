import OpenAI from 'openai';
import { CursorPage } from 'openai/core/pagination';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiSecret }) {
  const client = new OpenAI({ apiKey: apiSecret, baseURL: `${origin}/openai` });
  // What the list method of each of its resources consists of.
  const list = (query) => client.getAPIList('/plugins', CursorPage, { query });
  return {
    getPage: async () => (await list()).data,
    // Its documentation asks for 20.
    items: ({ pageSize = 20 }) => list({ limit: pageSize }),
  };
}
