/** The error of a retry that is given up says why. */
import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { inTurn, serve } from '../support/serve.js';

test.each<[header: string, value: string | string[]]>([
  ['Retry-After', '7'],
  ['Retry-After', ['7', '7']],
  ['X-RateLimit-Reset', '7'],
])('the message tells the wait of %s %j, the limit and the attempts', async (name, value) => {
  const server = await serve(inTurn({ status: 503 }, { status: 429, headers: { [name]: value } }));
  const call = connect(server.url, { maxRetryDelayMs: 6 }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error).toMatchObject({ status: 429, attempts: 2, retryAfterMs: 7000, retryable: true });
  expect(error.message).toMatch(/\b7000\b/);
  expect(error.message).toMatch(/maxRetryDelayMs\D+6\b/);
  expect(error.message).toMatch(/attempts? 2|2 attempts/);
});

test('the message tells the wait when the fake refuses a request and maxRetryDelayMs is 0', async () => {
  const { options } = createFakeConfluent({ faults: [{ status: 429 }] });
  const confluent = createConfluentClient({ ...options, maxRetryDelayMs: 0 });
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.message).toMatch(/\b1000\b/);
  expect(error.message).toContain('maxRetryDelayMs');
});

test('the message tells the attempts when all are used', async () => {
  const server = await serve(() => ({ status: 503 }));
  const call = connect(server.url, { maxRetries: 2 }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error.message).toMatch(/attempts? 3|3 attempts/);
});
