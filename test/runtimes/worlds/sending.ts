import type { sending } from '../in-app/sending.js';
import { all, apiError, plugins, requestId } from './world.js';
import type { World } from './world.js';

/** @param readsEnvironment Whether the runtime lets an app read the environment. */
export function createSendingWorlds(
  readsEnvironment: boolean,
): Record<keyof typeof sending, World> {
  return {
    headers: {
      fake: { rateLimit: { limit: 10, windowMs: 60_000 } },
      requests: 1,
      seen: { rateLimit: { limit: 10, remaining: 9, resetMs: 60_000 }, requestId: requestId(1) },
    },
    utf8Key: { fake: { plugins }, requests: 1, seen: all },
    token: {
      fake: { plugins, pageSize: 3, versions: { 'ccp-1': [] } },
      requests: 3,
      seen: {
        ids: all,
        asked: 3,
        forbidden: apiError(403, '/ccpm/v1/plugins/ccp-1/versions', 3, {
          code: 'user_unauthorized',
          title: 'User Access Unauthorized',
          detail: 'This list is open to Cloud API keys, not to access tokens',
        }),
      },
    },
    environment: {
      fake: { plugins },
      seen: readsEnvironment ? all : 'no credentials',
    },
    middleware: {
      fake: { plugins },
      requests: 1,
      seen: { ids: ['ccp-3', 'ccp-4'], seesCredentials: false, seesBody: true },
    },
    redirect: {
      fake: {
        plugins,
        faults: [{ status: 307, headers: { Location: 'custom-connector-plugins?cloud=AZURE' } }],
      },
      requests: 2,
      seen: ['ccp-5'],
    },
    pacing: {
      fake: { plugins, pageSize: 2, rateLimit: { limit: 2, windowMs: 1000 } },
      requests: 3,
      seen: { ids: all, retries: 0 },
    },
  };
}
