import { basic, path } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
  const get = async (url) => {
    const response = await globalThis.fetch(url, { headers: { Authorization: basic } });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  };
  return {
    getPage: async () => (await get(origin + path)).data,
    async *pages({ pageSize }) {
      let url = origin + path + (pageSize ? `?page_size=${pageSize}` : '');
      while (url) {
        const { data, metadata } = await get(url);
        yield data;
        url = metadata.next;
      }
    },
  };
}
