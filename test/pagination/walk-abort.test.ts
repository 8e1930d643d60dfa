import { describe, expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';
import {
  countListeners,
  expectCancelled,
  THREE_PAGES,
  untilRead,
  walkToError,
  withReplies,
} from '../support/walks.js';

const retryLater: Reply = { status: 503, headers: { 'Retry-After': '3000' } };
const fullWindow: Reply = {
  headers: { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '3000' },
  ...page(['a', 'b'], '?page_token=t1'),
};
const patient = { maxRetryDelayMs: 4_000_000 };

describe.each([false, true])('an abort of a walk with prefetch %s', (prefetch) => {
  test.each<[kind: string, reason: unknown]>([
    ['an Error', new Error('enough')],
    ['a string', 'enough'],
    ['null', null],
  ])('before the first page ends it with the reason: %s', async (_, reason) => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const signal = AbortSignal.abort(reason);
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    expect(await walkToError(walk)).toEqual({ delivered: [], error: reason });
    await server.settle();
    expect(server.requests).toEqual([]);
  });

  test.each<[phase: string, replies: Record<number, Reply>, delivered: string[]]>([
    ['before the first response', { 1: faults.stall }, []],
    ['in the first body', { 1: faults['stall-body'] }, []],
    ['before the second response', { 2: faults.stall }, ['a', 'b']],
    ['in the second body', { 2: faults['stall-body'] }, ['a', 'b']],
  ])('%s ends it and cancels the request', async (_, replies, expected) => {
    const server = await serve(withReplies(linkedPages(...THREE_PAGES), replies));
    const count = Number(Object.keys(replies)[0]);
    const controller = new AbortController();
    const { signal } = controller;
    const walk = walkToError(
      connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }),
    );
    await server.waitForRequests(count);
    await server.settle();
    expect(countListeners(signal)).toBe(1);
    const reason = new Error('enough');
    controller.abort(reason);
    const { delivered, error } = await walk;
    expect(error).toBe(reason);
    expect(delivered).toEqual(expected);
    await expectCancelled(server.requests[count - 1]);
    expect(server.requests).toHaveLength(count);
    expect(countListeners(signal)).toBe(0);
  });

  test.each([
    { request: 1, delivered: [] },
    { request: 2, delivered: ['a', 'b'] },
  ])('ends the wait for the retry of page $request', async ({ request, delivered }) => {
    const pages = linkedPages(...THREE_PAGES);
    const server = await serve(withReplies(pages, { [request]: retryLater }));
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error('enough');
    const onRetry = (): void =>
      void setImmediate(() => {
        controller.abort(reason);
      });
    const confluent = connect(server.url, { ...patient, onRetry });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    expect(await walkToError(walk)).toEqual({ delivered, error: reason });
    expect(server.requests).toHaveLength(request);
    expect(countListeners(signal)).toBe(0);
  });

  test('ends the wait for a rate limit window', async () => {
    const server = await serve(withReplies(linkedPages(...THREE_PAGES), { 1: fullWindow }));
    const controller = new AbortController();
    const { signal } = controller;
    const walk = walkToError(
      connect(server.url, patient).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }),
    );
    await untilRead(server, 1);
    const reason = new Error('enough');
    controller.abort(reason);
    expect((await walk).error).toBe(reason);
    expect(server.requests).toHaveLength(1);
    expect(countListeners(signal)).toBe(0);
  });

  test('while a page is consumed prevents the page after it', async () => {
    const server = await serve(linkedPages(['a', 'b'], ['c']));
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error('enough');
    const pages: number[] = [];
    const walk = async (): Promise<void> => {
      const { paginate } = connect(server.url);
      const walked = paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }).pages();
      for await (const { items } of walked) {
        pages.push(items.length);
        if (prefetch) await untilRead(server, 2);
        controller.abort(reason);
      }
    };
    expect(await rejectionOf(walk())).toBe(reason);
    await server.settle();
    expect(pages).toEqual([2]);
    expect(requestedTokens(server)).toEqual(prefetch ? [undefined, 't1'] : [undefined]);
    expect(countListeners(signal)).toBe(0);
  });

  test('after its last item does nothing', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const controller = new AbortController();
    const { signal } = controller;
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    const items = walk[Symbol.asyncIterator]();
    for (let i = 0; i < 5; i += 1) await items.next();
    controller.abort();
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });
});

test('an abort cancels a page that is prefetched', async () => {
  const pages = linkedPages(...THREE_PAGES);
  const server = await serve(withReplies(pages, { 2: faults.stall }));
  const controller = new AbortController();
  const { signal } = controller;
  const init = { prefetch: true, signal };
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
  const items = walk[Symbol.asyncIterator]();
  await items.next();
  await server.waitForRequests(2);
  controller.abort(new Error('enough'));
  await expectCancelled(server.requests[1]);
  await items.return?.();
  expect(countListeners(signal)).toBe(0);
});
