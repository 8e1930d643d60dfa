import type { sending } from '../app/scenarios/sending.js';
import { ALL_IDS, apiError, customConnectorPlugins, requestId } from './expectation.js';
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
    utf8Key: { fake: { customConnectorPlugins }, requests: 1, result: ALL_IDS },
    token: {
      fake: { customConnectorPlugins, pageSize: 3, customConnectPlugins: [{ id: 'ccp-1' }] },
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
      fake: { customConnectorPlugins },
      result: readsEnvironment ? ALL_IDS : 'no credentials',
    },
    middleware: {
      fake: { customConnectorPlugins },
      requests: 1,
      result: { ids: ['ccp-3', 'ccp-4'], seesCredentials: false, seesBody: true },
    },
    redirect: {
      fake: {
        customConnectorPlugins,
        faults: [{ status: 307, headers: { Location: 'custom-connector-plugins?cloud=AZURE' } }],
      },
      requests: 2,
      result: ['ccp-5'],
    },
    pacing: {
      fake: { customConnectorPlugins, pageSize: 2, rateLimit: { limit: 2, windowMs: 1000 } },
      requests: 3,
      result: { ids: ALL_IDS, retries: 0 },
    },
  };
}
