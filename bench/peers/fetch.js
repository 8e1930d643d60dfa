/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, authorization, path }) {
  const get = async (url) => {
    const response = await globalThis.fetch(url, { headers: { Authorization: authorization } });
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
