import type { listing } from '../app/scenarios/listing.js';
import { ALL_IDS, customConnectorPlugins, timedOut } from './expectation.js';
import type { Expectation } from './expectation.js';

export const listingExpectations: Record<keyof typeof listing, Expectation> = {
  pages: {
    fake: { customConnectorPlugins, pageSize: 2 },
    requests: 6,
    result: { sizes: [2, 2, 1], ids: ALL_IDS },
  },
  prefetch: {
    fake: { customConnectorPlugins, pageSize: 2 },
    result: { ids: ALL_IDS, first: 'ccp-1' },
  },
  collect: {
    fake: { customConnectorPlugins, pageSize: 2 },
    requests: 1,
    result: { ids: ['ccp-1', 'ccp-2'], hasMore: true },
  },
  versions: {
    fake: {
      customConnectPlugins: [
        { id: 'плагин/1', versions: [{ id: 'ver-1' }, { id: 'ver-2' }] },
        { id: 'ccp-2', versions: [{ id: 'ver-3' }] },
      ],
      pageSize: 1,
    },
    requests: 3,
    result: { firstPage: ['ver-1'], ids: ['ver-1', 'ver-2'] },
  },
  inProcess: {
    fake: {},
    requests: 0,
    result: {
      ids: ['ccp-1', 'ccp-2', 'ccp-3'],
      timedOut: timedOut(50),
      pageSizes: ['100', '100', '100', '100', 'none', 'none'],
    },
  },
};
