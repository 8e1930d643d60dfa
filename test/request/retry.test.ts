import { ConfluentApiError, ConfluentError } from 'confluent-connect-plugins';
import type { RetryEvent } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

test.each([408, 429, 500, 502, 503, 504])('GET is retried after a %i', async (status) => {
  const server = await serve(inTurn({ status }, { status }, ONLY_PAGE));
  const { data } = await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  expect(data.data).toEqual(ONLY_PAGE.body.data);
  expect(server.requests).toHaveLength(3);
});

test.each([304, 400, 401, 402, 403, 404, 405, 409, 410, 422, 501, 505])(
  'GET rejects after a %i without a retry',
  async (status) => {
    const server = await serve(inTurn({ status }, ONLY_PAGE));
    const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
    const error = await failureOf(ConfluentApiError, call);
    expect(error).toMatchObject({ status, attempts: 1, retryable: false });
    expect(server.requests).toHaveLength(1);
  },
);

describe('maxRetries', () => {
  test.each([0, 1, 3])('is the number of attempts after the first: %i', async (maxRetries) => {
    const server = await serve(() => ({ status: 503 }));
    const confluent = connect(server.url, { maxRetries });
    const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(server.requests).toHaveLength(maxRetries + 1);
    expect(error).toMatchObject({ attempts: maxRetries + 1, retryable: true });
  });

  test('is 4 by default', async () => {
    const server = await serve(() => faults.reset);
    await rejectionOf(connect(server.url).GET(CONNECTOR_PLUGINS_PATH));
    expect(server.requests).toHaveLength(5);
  });

  test('is counted for each call separately', async () => {
    const server = await serve((_, index) => (index % 3 === 2 ? ONLY_PAGE : { status: 503 }));
    const confluent = connect(server.url, { maxRetries: 2 });
    for (let i = 0; i < 3; i++) await confluent.GET(CONNECTOR_PLUGINS_PATH);
    expect(server.requests).toHaveLength(9);
  });
});

describe('onRetry', () => {
  test('is called for every retry, and not for the last failure', async () => {
    const server = await serve(() => ({ status: 503 }));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, {
      maxRetries: 2,
      onRetry: (event) => void events.push(event),
    });
    await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(events.map(({ attempt }) => attempt)).toEqual([1, 2]);
    for (const [index, { delayMs, error }] of events.entries()) {
      expect(error).toBeInstanceOf(ConfluentError);
      expect(error).toMatchObject({ status: 503, attempts: index + 1 });
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(1);
    }
  });

  test('is not called when nothing is retried', async () => {
    const server = await serve(inTurn(ONLY_PAGE, { status: 404 }, { status: 404 }));
    let calls = 0;
    const onRetry = (): void => {
      calls += 1;
    };
    const confluent = connect(server.url, { onRetry });
    await confluent.GET(CONNECTOR_PLUGINS_PATH);
    await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(calls).toBe(0);
  });

  test('is called for a page of a walk too', async () => {
    const server = await serve(inTurn(faults.reset, ONLY_PAGE));
    const events: RetryEvent[] = [];
    const confluent = connect(server.url, { onRetry: (event) => void events.push(event) });
    await confluent.paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
    expect(events).toMatchObject([{ attempt: 1, error: { name: 'ConfluentConnectionError' } }]);
  });

  test.each<[string, (error: Error) => Promise<void>]>([
    [
      'throws',
      (error) => {
        throw error;
      },
    ],
    ['rejects', async (error) => Promise.reject(error)],
  ])('ends the call with its own error when it %s', async (_, fail) => {
    const server = await serve(inTurn(faults.reset, ONLY_PAGE));
    const mine = new Error('mine');
    const confluent = connect(server.url, { onRetry: () => fail(mine) });
    expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH))).toBe(mine);
    expect(server.requests).toHaveLength(1);
  });

  test('is awaited before the next attempt', async () => {
    const server = await serve(inTurn(faults.reset, ONLY_PAGE));
    let requests = 0;
    const onRetry = async (): Promise<void> => {
      await server.settle();
      requests = server.requests.length;
    };
    await connect(server.url, { onRetry }).GET(CONNECTOR_PLUGINS_PATH);
    expect(requests).toBe(1);
  });
});
