import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentError, RetryEvent } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Handler, Reply } from '../support/loopback-server.js';
import { linkedPages, requestedTokens } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { ALL_IDS, idsOf, THREE_PAGES, walkToError, withReplies } from '../support/walks.js';

const threePagesExcept = (replies: Record<number, Reply>): Handler =>
  withReplies(linkedPages(...THREE_PAGES), replies);

describe.each([false, true])('an error in a walk with prefetch %s', (prefetch) => {
  test.each([
    { page: 1, delivered: [], walk: { pageToken: undefined, pages: 0, items: 0 } },
    { page: 2, delivered: ['a', 'b'], walk: { pageToken: 't1', pages: 1, items: 2 } },
    { page: 3, delivered: ['a', 'b', 'c', 'd'], walk: { pageToken: 't2', pages: 2, items: 4 } },
  ])('has the position of page $page, where the walk can be resumed', async (expected) => {
    const fault = { status: 400, body: { errors: [{ code: 'bad', detail: 'no such page' }] } };
    const server = await serve(threePagesExcept({ [expected.page]: fault }));
    const { paginate } = connect(server.url);
    const walk = paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { delivered, error } = await walkToError(walk);
    expect(error).toBeInstanceOf(ConfluentApiError);
    expect(error).toMatchObject({
      status: 400,
      attempts: 1,
      path: CONNECTOR_PLUGINS_PATH,
      walk: expected.walk,
    });
    expect(delivered).toEqual(expected.delivered);

    const { pageToken } = (error as ConfluentError).walk ?? {};
    const rest = await idsOf(paginate(CONNECTOR_PLUGINS_PATH, { prefetch, pageToken }));
    expect([...delivered, ...rest]).toEqual(ALL_IDS);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ walk: { pages: expected.page - 1 } });
  });

  test.each<[what: string, type: new (...facts: never) => ConfluentError, reply: Reply]>([
    ['a broken connection', ConfluentConnectionError, faults.reset],
    ['a body that breaks off', ConfluentConnectionError, faults['cut-body']],
    ['a response that does not come', ConfluentTimeoutError, faults.stall],
    ['HTML', ConfluentResponseError, faults.html],
    ['data that is no array', ConfluentResponseError, { body: { data: {} } }],
    ['a 503', ConfluentApiError, { status: 503 }],
    ['a 401', ConfluentApiError, { status: 401 }],
    ['a 429', ConfluentApiError, { status: 429, headers: { 'Retry-After': '1' } }],
  ])('has the class and the position for %s', async (_, type, reply) => {
    const server = await serve(threePagesExcept({ 2: reply }));
    const timeoutMs = reply === faults.stall ? 1000 : 20_000;
    const confluent = connect(server.url, { maxRetries: 0, timeoutMs });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { delivered, error } = await walkToError(walk);
    expect(delivered).toEqual(['a', 'b']);
    expect(error).toBeInstanceOf(type);
    expect((error as Error).constructor).toBe(type);
    expect(error).toMatchObject({
      method: 'GET',
      path: CONNECTOR_PLUGINS_PATH,
      url: `${server.url}${CONNECTOR_PLUGINS_PATH}?page_size=100&page_token=t1`,
      walk: { pageToken: 't1', pages: 1, items: 2 },
    });
  });

  test('counts empty pages, and counts from the page where the walk started', async () => {
    const pages = linkedPages(['a'], ['b'], [], ['c']);
    const server = await serve(withReplies(pages, { 3: { status: 400 } }));
    const init = { prefetch, pageToken: 't1' };
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
    const { error } = await walkToError(walk);
    expect(error).toMatchObject({ walk: { pageToken: 't3', pages: 2, items: 1 } });
  });

  test('is thrown by pages() as well', async () => {
    const server = await serve(threePagesExcept({ 3: { status: 403 } }));
    const seen: number[] = [];
    const walk = async (): Promise<void> => {
      const { paginate } = connect(server.url);
      const pages = paginate(CONNECTOR_PLUGINS_PATH, { prefetch }).pages();
      for await (const { items } of pages) seen.push(items.length);
    };
    await expect(walk()).rejects.toMatchObject({
      status: 403,
      walk: { pageToken: 't2', pages: 2, items: 4 },
    });
    expect(seen).toEqual([2, 2]);
  });

  test('keeps its position during the next iteration', async () => {
    const server = await serve(threePagesExcept({ 2: { status: 400 } }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { error } = await walkToError(walk);
    expect(await idsOf(walk)).toEqual(ALL_IDS);
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
  });

  test('ends the iteration without a further request', async () => {
    const server = await serve(threePagesExcept({ 1: { status: 400 } }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const items = walk[Symbol.asyncIterator]();
    await expect(items.next()).rejects.toThrow(ConfluentApiError);
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[what: string, reply: Reply]>([
    ['a 503', { status: 503 }],
    ['a 429', { status: 429, headers: { 'Retry-After': '0' } }],
    ['a broken connection', faults.reset],
    ['a body that breaks off', faults['cut-body']],
  ])('does not occur when a retry succeeds after %s', async (_, reply) => {
    const server = await serve(threePagesExcept({ 2: reply, 3: reply, 6: reply }));
    const retries: RetryEvent[] = [];
    const confluent = connect(server.url, { onRetry: (event) => void retries.push(event) });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    expect(await idsOf(walk)).toEqual(ALL_IDS);
    expect(requestedTokens(server)).toEqual([undefined, 't1', 't1', 't1', 't2']);
    expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('has the attempts of its own page alone', async () => {
    const broken = { status: 503 };
    const server = await serve(threePagesExcept({ 1: broken, 3: broken, 4: broken, 5: broken }));
    const confluent = connect(server.url, { maxRetries: 2 });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { delivered, error } = await walkToError(walk);
    expect(delivered).toEqual(['a', 'b']);
    expect(error).toMatchObject({ status: 503, attempts: 3, retryable: true });
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
    expect(requestedTokens(server)).toEqual([undefined, undefined, 't1', 't1', 't1']);
  });

  test.each<[whose: string, optionsWith: (mine: Error) => object]>([
    ['accessToken', (mine) => ({ accessToken: throwThirdTime(mine, 'token') })],
    [
      'a middleware',
      (mine) => ({
        accessToken: 'token',
        middleware: [{ onRequest: throwThirdTime(mine, undefined) }],
      }),
    ],
  ])('is the very error that %s throws, without a position', async (_, optionsWith) => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const mine = new Error('mine');
    const confluent = createConfluentClient({ baseUrl: server.url, ...optionsWith(mine) });
    const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const { delivered, error } = await walkToError(walk);
    expect(error).toBe(mine);
    expect(error).not.toHaveProperty('walk');
    expect(delivered).toEqual(['a', 'b', 'c', 'd']);
    expect(server.requests).toHaveLength(2);
  });
});

function throwThirdTime<T>(error: Error, otherwise: T): () => T {
  let count = 0;
  return () => {
    count += 1;
    if (count === 3) throw error;
    return otherwise;
  };
}
