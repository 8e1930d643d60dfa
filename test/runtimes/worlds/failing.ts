import type { failing } from '../in-app/failing.js';
import { all, always, apiError, plugins, timedOut } from './world.js';
import type { World } from './world.js';

const disconnected = {
  name: 'ConfluentConnectionError',
  attempts: 1,
  retryable: true,
  leaks: false,
};

export const failingWorlds: Record<keyof typeof failing, World> = {
  apiErrors: {
    fake: { plugins },
    requests: 3,
    seen: {
      badRequest: apiError(400, '/ccpm/v1/plugins/ccp-1/versions', 1, {
        code: 'invalid_filter',
        title: 'Invalid Filter',
        detail: "The filter 'environment' is required",
        parameter: 'environment',
      }),
      notFound: apiError(404, '/ccpm/v1/plugins/ccp-none/versions', 2, {
        code: 'not_found',
        title: 'Not Found',
        detail: 'There is no plugin ccp-none',
      }),
      unauthorized: apiError(401, '/connect/v1/custom-connector-plugins', 3, {
        code: 'user_unauthenticated',
        title: 'Authentication Required',
        detail: 'Valid authentication credentials must be provided',
      }),
    },
  },
  rateLimited: {
    fake: { plugins, faults: [{ status: 429, headers: { 'Retry-After': '1' } }] },
    requests: 2,
    seen: {
      ids: all,
      retries: [{ attempt: 1, isLongEnough: true, name: 'ConfluentApiError' }],
    },
  },
  brokenBody: {
    fake: { plugins, faults: ['broken-body', undefined, 'broken-body'] },
    requests: 3,
    seen: { ids: all, retries: ['ConfluentConnectionError'], gaveUp: disconnected },
  },
  reset: { fake: { faults: always('reset') }, seen: disconnected },
  timeoutBeforeHeaders: { fake: { faults: always('stall') }, seen: timedOut(150) },
  timeoutInBody: { fake: { faults: always('stall-body') }, seen: timedOut(150) },
  abortBeforeHeaders: { fake: { faults: always('stall') }, seen: true },
  abortInBody: { fake: { faults: always('stall-body') }, seen: true },
  abortInWait: {
    fake: { faults: always({ status: 503, headers: { 'Retry-After': '30' } }) },
    seen: true,
  },
  abortOfWalk: {
    fake: { plugins, pageSize: 2, faults: [undefined, ...always('stall')] },
    seen: true,
  },
  ownTimeout: { fake: { faults: always('stall-body') }, seen: true },
};
