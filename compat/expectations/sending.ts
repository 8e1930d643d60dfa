import type { sending } from '../app/scenarios/sending.js';
import { ALL_IDS, apiError, plugins, requestId } from './expectation.js';
import type { Expectation } from './expectation.js';

/**
 * Returns the expectations of the scenarios in sending.ts.
 *
 * @param readsEnvironment Whether an app in the runtime can read environment variables.
 */
export function createSendingExpectations(
  readsEnvironment: boolean,
): Record<keyof typeof sending, Expectation> {
  return {
    headers: {
      fake: { rateLimit: { limit: 10, windowMs: 60_000 } },
      requests: 1,
      result: { rateLimit: { limit: 10, remaining: 9, resetMs: 60_000 }, requestId: requestId(1) },
    },
    utf8Key: { fake: { plugins }, requests: 1, result: ALL_IDS },
    token: {
      fake: { plugins, pageSize: 3, versions: { 'ccp-1': [] } },
      requests: 3,
      result: {
        ids: ALL_IDS,
        tokenCalls: 3,
        forbidden: apiError({
          status: 403,
          path: '/ccpm/v1/plugins/ccp-1/versions',
          number: 3,
          code: 'user_unauthorized',
          title: 'User Access Unauthorized',
          detail: 'This list is open to Cloud API keys, not to access tokens',
        }),
      },
    },
    environment: {
      fake: { plugins },
      result: readsEnvironment ? ALL_IDS : 'no credentials',
    },
    middleware: {
      fake: { plugins },
      requests: 1,
      result: { ids: ['ccp-3', 'ccp-4'], seesCredentials: false, seesBody: true },
    },
    redirect: {
      fake: {
        plugins,
        faults: [{ status: 307, headers: { Location: 'custom-connector-plugins?cloud=AZURE' } }],
      },
      requests: 2,
      result: ['ccp-5'],
    },
    pacing: {
      fake: { plugins, pageSize: 2, rateLimit: { limit: 2, windowMs: 1000 } },
      requests: 3,
      result: { ids: ALL_IDS, retries: 0 },
    },
  };
}
