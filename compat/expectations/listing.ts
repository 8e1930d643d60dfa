import type { listing } from '../app/scenarios/listing.js';
import { ALL_IDS, plugins, timedOut } from './expectation.js';
import type { Expectation } from './expectation.js';

export const listingExpectations: Record<keyof typeof listing, Expectation> = {
  pages: {
    fake: { plugins, pageSize: 2 },
    requests: 6,
    result: { sizes: [2, 2, 1], ids: ALL_IDS },
  },
  prefetch: {
    fake: { plugins, pageSize: 2 },
    result: { ids: ALL_IDS, first: 'ccp-1' },
  },
  collect: {
    fake: { plugins, pageSize: 2 },
    requests: 1,
    result: { ids: ['ccp-1', 'ccp-2'], hasMore: true },
  },
  versions: {
    fake: {
      versions: {
        'плагин/1': [
          { id: 'ver-1' },
          { id: 'ver-2', spec: { environment: { id: 'env-2' } } },
          { id: 'ver-3' },
        ],
      },
      pageSize: 1,
    },
    requests: 3,
    result: { firstPage: ['ver-1'], ids: ['ver-1', 'ver-3'] },
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
