import { CONNECTOR_PLUGINS_PATH } from '../../test/support/constants.js';
import type { failing } from '../app/scenarios/failing.js';
import { ALL_IDS, always, apiError, customConnectorPlugins, timedOut } from './expectation.js';
import type { Expectation } from './expectation.js';

const disconnected = {
  name: 'ConfluentConnectionError',
  attempts: 1,
  retryable: true,
  leaks: false,
};

export const failingExpectations: Record<keyof typeof failing, Expectation> = {
  apiErrors: {
    fake: { customConnectorPlugins },
    requests: 3,
    result: {
      badRequest: apiError({
        status: 400,
        path: '/ccpm/v1/plugins/ccp-1/versions',
        number: 1,
        code: 'invalid_filter',
        title: 'Invalid Filter',
        detail: "The filter 'environment' is required",
        parameter: 'environment',
      }),
      notFound: apiError({
        status: 404,
        path: '/ccpm/v1/plugins/ccp-none/versions',
        number: 2,
        code: 'not_found',
        title: 'Not Found',
        detail: 'There is no plugin ccp-none',
      }),
      unauthorized: apiError({
        status: 401,
        path: CONNECTOR_PLUGINS_PATH,
        number: 3,
        code: 'user_unauthenticated',
        title: 'Authentication Required',
        detail: 'Valid authentication credentials must be provided',
      }),
    },
  },
  rateLimited: {
    fake: { customConnectorPlugins, faults: [{ status: 429, headers: { 'Retry-After': '1' } }] },
    requests: 2,
    result: {
      ids: ALL_IDS,
      retries: [{ attempt: 1, isLongEnough: true, name: 'ConfluentApiError' }],
    },
  },
  brokenBody: {
    fake: { customConnectorPlugins, faults: ['broken-body', undefined, 'broken-body'] },
    requests: 3,
    result: { ids: ALL_IDS, retries: ['ConfluentConnectionError'], withoutRetries: disconnected },
  },
  reset: { fake: { faults: always('reset') }, result: disconnected },
  timeoutBeforeHeaders: { fake: { faults: always('stall') }, result: timedOut(150) },
  timeoutInBody: { fake: { faults: always('stall-body') }, result: timedOut(150) },
  abortBeforeHeaders: { fake: { faults: always('stall') }, result: true },
  abortInBody: { fake: { faults: always('stall-body') }, result: true },
  abortInWait: {
    fake: { faults: always({ status: 503, headers: { 'Retry-After': '30' } }) },
    result: true,
  },
  abortOfWalk: {
    fake: { customConnectorPlugins, pageSize: 2, faults: [undefined, ...always('stall')] },
    result: true,
  },
  ownTimeout: { fake: { faults: always('stall-body') }, result: true },
};
