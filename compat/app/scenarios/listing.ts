import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../../../test/support/constants.js';
import { idsOf } from '../scenario.js';
import type { Scenarios } from '../scenario.js';

/** Scenarios of walks over pages. */
export const listing = {
  async pages({ connect }) {
    const customConnectorPlugins = connect().paginate(CONNECTOR_PLUGINS_PATH);
    const sizes: number[] = [];
    for await (const { items } of customConnectorPlugins.pages()) sizes.push(items.length);
    return { sizes, ids: await idsOf(customConnectorPlugins) };
  },

  async prefetch({ connect }) {
    const customConnectorPlugins = connect().paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
    const ids = await idsOf(customConnectorPlugins);
    for await (const { id } of customConnectorPlugins) return { ids, first: id };
    return { ids };
  },

  async collect({ connect }) {
    const { items, hasMore } = await connect()
      .paginate(CONNECTOR_PLUGINS_PATH)
      .collect({ limit: 2 });
    return { ids: items.map(({ id }) => id), hasMore };
  },

  async versions({ connect }) {
    const confluent = connect();
    const init = {
      params: { path: { plugin_id: 'плагин/1' }, query: { environment: 'env-1' } },
    };
    const { data } = await confluent.GET(VERSIONS_PATH, init);
    return {
      firstPage: data.data.map(({ id }) => id),
      ids: await idsOf(confluent.paginate(VERSIONS_PATH, init)),
    };
  },

  async inProcess({ describe }) {
    const customConnectorPlugins = [{ id: 'ccp-1' }, { id: 'ccp-2' }, { id: 'ccp-3' }];
    const faults = [undefined, 'broken-body', 'reset', undefined, 'stall', 'stall-body'] as const;
    const fake = createFakeConfluent({ customConnectorPlugins, pageSize: 2, faults });
    const ids = await idsOf(createConfluentClient(fake.options).paginate(CONNECTOR_PLUGINS_PATH));
    const impatient = createConfluentClient({ ...fake.options, timeoutMs: 50, maxRetries: 1 });
    return {
      ids,
      timedOut: await impatient.GET(CONNECTOR_PLUGINS_PATH).catch(describe),
      pageSizes: fake.requests.map(({ query }) => query['page_size'] ?? 'none'),
    };
  },
} satisfies Scenarios;
