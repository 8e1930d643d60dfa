import type { exchanging } from '../app/scenarios/exchanging.js';
import { ALL_IDS, customConnectorPlugins } from './expectation.js';
import type { Expectation } from './expectation.js';

export const exchangingExpectations: Record<keyof typeof exchanging, Expectation> = {
  // An exchange, two pages with its token, and an exchange that the server refuses.
  exchange: {
    fake: { customConnectorPlugins, pageSize: 3 },
    requests: 4,
    result: {
      ids: ALL_IDS,
      refused: {
        name: 'ConfluentApiError',
        attempts: 1,
        retryable: false,
        leaks: false,
        status: 401,
        message: 'POST /sts/v1/oauth2/token: 401 exchange_refused: The subject token is not valid',
        errors: [{ code: 'exchange_refused', detail: 'The subject token is not valid' }],
      },
    },
  },
};
