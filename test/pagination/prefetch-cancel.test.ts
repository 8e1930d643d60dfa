import { describe, expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { linkedPages } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import {
  ALL_IDS,
  countListeners,
  expectCancelled,
  idsOf,
  takeFirst,
  THREE_PAGES,
  until,
  withReplies,
} from '../support/walks.js';

const pages = linkedPages(...THREE_PAGES);
const prefetch = true;

expectNothingUnhandled();

describe.each<[state: string, reply: Reply]>([
  ['before its response', faults.stall],
  ['in its body', faults['stall-body']],
])('%s, a prefetched page is cancelled', (_, reply) => {
  test('when the loop breaks', async () => {
    const server = await serve(withReplies(pages, { 2: reply }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    await takeFirst(walk, () => server.waitForRequests(2));
    await expectCancelled(server.requests[1]);
    expect(server.requests).toHaveLength(2);
  });

  test('when the loop over pages() breaks', async () => {
    const server = await serve(withReplies(pages, { 2: reply }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    await takeFirst(walk.pages(), () => server.waitForRequests(2));
    await expectCancelled(server.requests[1]);
  });

  test('when the loop throws, and the error of the loop is thrown as it is', async () => {
    const server = await serve(withReplies(pages, { 2: reply }));
    const mine = new Error('mine');
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const loop = takeFirst(walk, async () => {
      await server.waitForRequests(2);
      throw mine;
    });
    expect(await rejectionOf(loop)).toBe(mine);
    await expectCancelled(server.requests[1]);
  });

  test('when return() is called', async () => {
    const server = await serve(withReplies(pages, { 2: reply }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const items = walk[Symbol.asyncIterator]();
    await items.next();
    await server.waitForRequests(2);
    expect(await items.return?.()).toEqual({ done: true, value: undefined });
    await expectCancelled(server.requests[1]);
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });
});

test('the retry of a prefetched page is cancelled when the loop breaks', async () => {
  const retryLater = { status: 503, headers: { 'Retry-After': '3000' } };
  const server = await serve(withReplies(pages, { 2: retryLater }));
  const { signal } = new AbortController();
  let retries = 0;
  const confluent = connect(server.url, {
    maxRetryDelayMs: 4_000_000,
    onRetry: () => void (retries += 1),
  });
  await takeFirst(confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }), () =>
    until(() => {
      expect(retries).toBe(1);
    }),
  );
  await until(() => {
    expect(countListeners(signal)).toBe(0);
  });
  expect(server.requests).toHaveLength(2);
});

test('the end of one iteration does not cancel the prefetched page of another', async () => {
  const waiting: (() => void)[] = [];
  const server = await serve(async (request, index) => {
    if (request.query.get('page_token') === 't1') {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return pages(request, index);
  });
  const { signal } = new AbortController();
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
  const one = walk[Symbol.asyncIterator]();
  await one.next();
  await server.waitForRequests(2);
  const two = idsOf(walk);
  await server.waitForRequests(4);
  await one.return?.();
  await expectCancelled(server.requests[1]);
  for (const resolve of waiting) resolve();
  expect(await two).toEqual(ALL_IDS);
});
