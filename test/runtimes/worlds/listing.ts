import type { listing } from '../in-app/listing.js';
import { all, plugins, timedOut } from './world.js';
import type { World } from './world.js';

export const listingWorlds: Record<keyof typeof listing, World> = {
  pages: {
    fake: { plugins, pageSize: 2 },
    requests: 6,
    seen: { sizes: [2, 2, 1], ids: all },
  },
  prefetch: {
    fake: { plugins, pageSize: 2 },
    seen: { ids: all, first: 'ccp-1' },
  },
  collect: {
    fake: { plugins, pageSize: 2 },
    requests: 1,
    seen: { ids: ['ccp-1', 'ccp-2'], hasMore: true },
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
    seen: { firstPage: ['ver-1'], ids: ['ver-1', 'ver-3'] },
  },
  inProcess: {
    fake: {},
    requests: 0,
    seen: {
      ids: ['ccp-1', 'ccp-2', 'ccp-3'],
      timedOut: timedOut(50),
      pageSizes: ['100', '100', '100', '100', 'none', 'none'],
    },
  },
};
