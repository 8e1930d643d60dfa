import { ConfluentConnectionError, createConfluentClient } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, connectToFetch, failureOf, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { never, pendingCalls } from '../support/pending-calls.js';
import { serve } from '../support/serve.js';
import { countListeners, expectCancelled } from '../support/walks.js';

describe.each(Object.entries(pendingCalls))('while %s', (_, start) => {
  test.each<[string, unknown]>([
    ['an error', new Error('enough')],
    ['a text', 'enough'],
    ['no reason', undefined],
  ])('an abort with %s ends the call at once with that reason', async (_, reason) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { confluent, pending } = await start();
    const call = rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
    await pending;
    controller.abort(reason);
    expect(await call).toBe(signal.reason);
    expect(countListeners(signal)).toBe(0);
  });

  test('an abort ends a walk at once with the reason', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { confluent, pending } = await start();
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { signal }).collect({ limit: 9 });
    const rejection = rejectionOf(walk);
    await pending;
    controller.abort(new Error('enough'));
    expect(await rejection).toBe(signal.reason);
    expect(countListeners(signal)).toBe(0);
  });

  test('an abort ends only the calls that have its signal', async () => {
    const [controller, other] = [new AbortController(), new AbortController()];
    const { confluent, pending } = await start();
    let isOtherOver = false;
    const otherCall = rejectionOf(
      confluent.GET(CONNECTOR_PLUGINS_PATH, { signal: other.signal }),
    ).finally(() => {
      isOtherOver = true;
    });
    const call = rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal: controller.signal }));
    await pending;
    controller.abort(new Error('enough'));
    expect(await call).toEqual(new Error('enough'));
    expect(isOtherOver).toBe(false);
    other.abort(new Error('the other'));
    expect(await otherCall).toEqual(new Error('the other'));
  });
});

test('an abort while onRetry is pending ends the call at once', { timeout: 5000 }, async () => {
  const { url } = await serve(() => faults.reset);
  const controller = new AbortController();
  const onRetry = async (): Promise<void> => {
    setTimeout(() => {
      controller.abort('enough');
    }, 10);
    return never;
  };
  const call = connect(url, { onRetry }).GET(CONNECTOR_PLUGINS_PATH, {
    signal: controller.signal,
  });
  expect(await rejectionOf(call)).toBe('enough');
});

test('a signal that has already aborted prevents the token request and the request', async () => {
  const server = await serve(() => ONLY_PAGE);
  const accessToken = (): string => {
    throw new Error('The token was requested');
  };
  const confluent = createConfluentClient({ accessToken, baseUrl: server.url });
  const signal = AbortSignal.abort('before');
  expect(await rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }))).toBe('before');
  const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { signal }).collect({ limit: 1 });
  expect(await rejectionOf(walk)).toBe('before');
  expect(server.requests).toHaveLength(0);
});

test('an abort closes the connection of the request', async () => {
  const server = await serve(() => faults.stall);
  const controller = new AbortController();
  const { signal } = controller;
  const call = rejectionOf(connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { signal }));
  await server.waitForRequests(1);
  controller.abort();
  await call;
  await expectCancelled(server.requests[0]);
});

test('AbortSignal.timeout rejects with its own reason, not with a ConfluentTimeoutError', async () => {
  const { url } = await serve(() => faults.stall);
  const signal = AbortSignal.timeout(20);
  const error = await rejectionOf(connect(url).GET(CONNECTOR_PLUGINS_PATH, { signal }));
  expect(error).toBe(signal.reason);
  expect(error).toMatchObject({ name: 'TimeoutError' });
});

test.each([null, undefined])('the signal can be %s', async (signal) => {
  const { url } = await serve(() => ONLY_PAGE);
  // Callers without exactOptionalPropertyTypes can pass undefined.
  await connect(url).GET(CONNECTOR_PLUGINS_PATH, { signal });
});

/** A fetch without a response, which rejects with the reason of its signal at once. */
const waitForAbort = async ({ signal }: Request): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

test.each([0, 4])(
  'a call rejects with the reason when fetch rejects with it too, with maxRetries %i',
  async (maxRetries) => {
    const controller = new AbortController();
    const { signal } = controller;
    const confluent = connectToFetch(waitForAbort, { maxRetries });
    const call = rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
    await Promise.resolve();
    controller.abort(new Error('enough'));
    expect(await call).toBe(signal.reason);
  },
);

test('an AbortError from fetch is a connection error when nobody aborted', async () => {
  const fail = async (): Promise<Response> =>
    Promise.reject(new DOMException('gone', 'AbortError'));
  const confluent = connectToFetch(fail, { maxRetries: 0 });
  await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
});
