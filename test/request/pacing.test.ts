import { ConfluentApiError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const FULL = { 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '0' };
const FULL_FOR_90_S = { ...FULL, 'X-RateLimit-Reset': '90' };
const patient = { maxRetryDelayMs: 100_000 };

test('a call waits for a full window to reset before it sends a request', async () => {
  const headers = { ...FULL, 'X-RateLimit-Reset': '0.05' };
  const times: number[] = [];
  const server = await serve(() => {
    times.push(performance.now());
    return { ...ONLY_PAGE, headers };
  });
  const confluent = connect(server.url, { maxRetryDelayMs: 1000 });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const afterFirst = performance.now();
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const [first = NaN, second = NaN] = times;
  // Timers of Node can fire up to a millisecond early.
  expect(second - first).toBeGreaterThanOrEqual(49);
  expect(afterFirst).toBeLessThanOrEqual(second);
  expect(server.requests).toHaveLength(2);
});

test('a call does not wait for a window when pacing is off', async () => {
  const server = await serve(() => ({ ...ONLY_PAGE, headers: FULL_FOR_90_S }));
  const confluent = connect(server.url, { ...patient, pacing: false });
  for (let i = 0; i < 3; i++) await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(3);
});

test('a call does not wait for a window that resets later than maxRetryDelayMs', async () => {
  const reply = { ...ONLY_PAGE, headers: FULL_FOR_90_S };
  const server = await serve(inTurn(reply, reply, { status: 429, headers: FULL_FOR_90_S }));
  const confluent = connect(server.url, { maxRetryDelayMs: 89_000 });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 90_000 });
});

test('a call waits for the window that a 404 reported', async () => {
  const server = await serve(inTurn({ status: 404, headers: FULL_FOR_90_S }, ONLY_PAGE));
  const confluent = connect(server.url, patient);
  await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  const call = confluent.GET(CONNECTOR_PLUGINS_PATH, { signal: AbortSignal.timeout(30) });
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(server.requests).toHaveLength(1);
});

test('each client has a window of its own', async () => {
  const server = await serve(() => ({ ...ONLY_PAGE, headers: FULL_FOR_90_S }));
  await connect(server.url, patient).GET(CONNECTOR_PLUGINS_PATH);
  await connect(server.url, patient).GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(2);
});

test('requests without a response yet count against the window', async () => {
  const headers = { ...FULL_FOR_90_S, 'X-RateLimit-Remaining': '3' };
  const server = await serve(inTurn({ ...ONLY_PAGE, headers }, faults.stall));
  const confluent = connect(server.url, patient);
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  const signal = AbortSignal.timeout(50);
  const calls = Array.from({ length: 8 }, async () =>
    confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }),
  );
  await Promise.allSettled(calls);
  expect(server.requests.length).toBeLessThanOrEqual(4);
});

test('rate limit headers that make no sense limit nothing', async () => {
  const nonsense = [
    { 'X-RateLimit-Remaining': '0' },
    { 'X-RateLimit-Remaining': '-1', 'X-RateLimit-Reset': '90' },
    { 'X-RateLimit-Remaining': 'none', 'X-RateLimit-Reset': '90' },
    { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': 'soon' },
    { 'X-RateLimit-Reset': '90' },
  ];
  const server = await serve((_, index) => ({ ...ONLY_PAGE, headers: nonsense[index] ?? {} }));
  const confluent = connect(server.url, patient);
  for (let i = 0; i < 6; i++) await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(6);
});

test('a limit of 0 does not stop a client for ever', async () => {
  const headers = { ...FULL, 'X-RateLimit-Limit': '0', 'X-RateLimit-Reset': '0.01' };
  const server = await serve(() => ({ ...ONLY_PAGE, headers }));
  const confluent = connect(server.url, { maxRetryDelayMs: 1000 });
  for (let i = 0; i < 3; i++) await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests).toHaveLength(3);
});
