import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { PLUGINS, VERSIONS, idsOf } from './scene.js';
import type { Observations } from './scene.js';

/** What a walk over pages gives. */
export const listing = {
  async pages({ connect }) {
    const plugins = connect().paginate(PLUGINS);
    const sizes: number[] = [];
    for await (const { items } of plugins.pages()) sizes.push(items.length);
    return { sizes, ids: await idsOf(plugins) };
  },

  async prefetch({ connect }) {
    const plugins = connect().paginate(PLUGINS, { prefetch: true });
    const ids = await idsOf(plugins);
    for await (const { id } of plugins) return { ids, first: id };
    return { ids };
  },

  async collect({ connect }) {
    const { items, hasMore } = await connect().paginate(PLUGINS).collect({ limit: 2 });
    return { ids: items.map(({ id }) => id), hasMore };
  },

  async versions({ connect }) {
    const confluent = connect();
    const init = {
      params: { path: { plugin_id: 'плагин/1' }, query: { environment: 'env-1' } },
    };
    const { data } = await confluent.GET(VERSIONS, init);
    return {
      firstPage: data.data.map(({ id }) => id),
      ids: await idsOf(confluent.paginate(VERSIONS, init)),
    };
  },

  async inProcess({ describe }) {
    const plugins = [{ id: 'ccp-1' }, { id: 'ccp-2' }, { id: 'ccp-3' }];
    const faults = [undefined, 'broken-body', 'reset', undefined, 'stall', 'stall-body'] as const;
    const fake = createFakeConfluent({ plugins, pageSize: 2, faults });
    const ids = await idsOf(createConfluentClient(fake.options).paginate(PLUGINS));
    const hasty = createConfluentClient({ ...fake.options, timeoutMs: 50, maxRetries: 1 });
    return {
      ids,
      timedOut: await hasty.GET(PLUGINS).catch(describe),
      pageSizes: fake.requests.map(({ query }) => query['page_size'] ?? 'none'),
    };
  },
} satisfies Observations;
