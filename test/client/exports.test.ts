import * as exported from 'confluent-connect-plugins';
import { expect, test } from 'vitest';

test('the package exports the client, the error classes and rateLimitOf', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ConfluentApiError',
    'ConfluentConnectionError',
    'ConfluentError',
    'ConfluentResponseError',
    'ConfluentTimeoutError',
    'createConfluentClient',
    'rateLimitOf',
  ]);
});
