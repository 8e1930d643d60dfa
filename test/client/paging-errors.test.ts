import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { ConfluentError, RetryEvent } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { PLUGINS, failing, ids, linked, servePages, tokens } from './support/pages.js';
import type { Lister, Reply } from './support/pages.js';

const PAGES = [['a', 'b'], ['c', 'd'], ['e']] as const;
const ALL = ['a', 'b', 'c', 'd', 'e'];

/** PAGES, but the requests with these numbers are answered otherwise. */
const faulty =
  (faults: Record<number, Reply>): Lister =>
  (query, nth) =>
    faults[nth] ?? linked(...PAGES)(query, nth);

const hangUp: Reply = (response) => {
  response.destroy();
};
const halfPage: Reply = (response) => {
  response.writeHead(200, { 'Content-Length': '1000' });
  response.write('{"data":[{"id":"x"}', () => response.destroy());
};
const silence: Reply = () => undefined;

describe.each([false, true])('an error in a walk, prefetch %s,', (prefetch) => {
  test.each([
    { nth: 1, delivered: [], walk: { pageToken: undefined, pages: 0, items: 0 } },
    { nth: 2, delivered: ['a', 'b'], walk: { pageToken: 't1', pages: 1, items: 2 } },
    { nth: 3, delivered: ['a', 'b', 'c', 'd'], walk: { pageToken: 't2', pages: 2, items: 4 } },
  ])('of page $nth tells where the walk stood, and resumes there', async (expected) => {
    const fault = { status: 400, body: { errors: [{ code: 'bad', detail: 'no such page' }] } };
    const server = await servePages(faulty({ [expected.nth]: fault }));
    const client = server.client();
    const { delivered, error } = await failing(client.paginate(PLUGINS, { prefetch }));
    expect(error).toBeInstanceOf(ConfluentApiError);
    expect(error).toMatchObject({ status: 400, attempts: 1, path: PLUGINS, walk: expected.walk });
    expect(delivered).toEqual(expected.delivered);

    const { pageToken } = (error as ConfluentError).walk ?? {};
    const rest = await ids(client.paginate(PLUGINS, { prefetch, pageToken }));
    expect([...delivered, ...rest]).toEqual(ALL);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ walk: { pages: expected.nth - 1 } });
  });

  test.each<
    [name: string, what: string, kind: new (...facts: never) => ConfluentError, fault: Reply]
  >([
    ['ConfluentConnectionError', 'a connection that broke', ConfluentConnectionError, hangUp],
    ['ConfluentConnectionError', 'a body that broke off', ConfluentConnectionError, halfPage],
    ['ConfluentTimeoutError', 'an answer that does not come', ConfluentTimeoutError, silence],
    [
      'ConfluentResponseError',
      'HTML',
      ConfluentResponseError,
      (response) => void response.end('<html>'),
    ],
    [
      'ConfluentResponseError',
      'data that is no array',
      ConfluentResponseError,
      { body: { data: {} } },
    ],
    ['ConfluentApiError', 'a 503', ConfluentApiError, { status: 503 }],
    ['ConfluentApiError', 'a 401', ConfluentApiError, { status: 401 }],
    [
      'ConfluentApiError',
      'a 429',
      ConfluentApiError,
      { status: 429, headers: { 'Retry-After': '1' } },
    ],
  ])('is %s for %s', async (_name, _what, kind, fault) => {
    const server = await servePages(faulty({ 2: fault }));
    const client = server.client({ maxRetries: 0, timeoutMs: fault === silence ? 500 : 20_000 });
    const { delivered, error } = await failing(client.paginate(PLUGINS, { prefetch }));
    expect(delivered).toEqual(['a', 'b']);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({
      method: 'GET',
      path: PLUGINS,
      url: `${server.url}${PLUGINS}?page_size=100&page_token=t1`,
      walk: { pageToken: 't1', pages: 1, items: 2 },
    });
  });

  test('counts the empty pages, and from the page that the walk started at', async () => {
    const server = await servePages((query, nth) =>
      nth === 3 ? { status: 400 } : linked(['a'], ['b'], [], ['c'])(query, nth),
    );
    const walk = server.client().paginate(PLUGINS, { prefetch, pageToken: 't1' });
    const { error } = await failing(walk);
    expect(error).toMatchObject({ walk: { pageToken: 't3', pages: 2, items: 1 } });
  });

  test('comes out of pages() as well', async () => {
    const server = await servePages(faulty({ 3: { status: 403 } }));
    const seen: unknown[] = [];
    const walk = async (): Promise<void> => {
      for await (const { items } of server.client().paginate(PLUGINS, { prefetch }).pages())
        seen.push(items.length);
    };
    await expect(walk()).rejects.toMatchObject({
      status: 403,
      walk: { pageToken: 't2', pages: 2, items: 4 },
    });
    expect(seen).toEqual([2, 2]);
  });

  test('keeps its position while the next iteration goes on', async () => {
    const server = await servePages(faulty({ 2: { status: 400 } }));
    const paginator = server.client().paginate(PLUGINS, { prefetch });
    const { error } = await failing(paginator);
    expect(await ids(paginator)).toEqual(ALL);
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
  });

  test('is over for this iteration: no request after it', async () => {
    const server = await servePages(faulty({ 1: { status: 400 } }));
    const items = server.client().paginate(PLUGINS, { prefetch })[Symbol.asyncIterator]();
    await expect(items.next()).rejects.toThrow(ConfluentApiError);
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[what: string, fault: Reply]>([
    ['a 503', { status: 503 }],
    ['a 429', { status: 429, headers: { 'Retry-After': '0' } }],
    ['a connection that broke', hangUp],
    ['a body that broke off', halfPage],
  ])('that may pass, %s, is retried where it stands', async (_, fault) => {
    const server = await servePages(faulty({ 2: fault, 3: fault, 6: fault }));
    const retries: RetryEvent[] = [];
    const client = server.client({ onRetry: (event) => void retries.push(event) });
    expect(await ids(client.paginate(PLUGINS, { prefetch }))).toEqual(ALL);
    expect(tokens(server)).toEqual([undefined, 't1', 't1', 't1', 't2']);
    expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('that lasts ends with the attempts of its page alone', async () => {
    const broken = { status: 503 };
    const server = await servePages(faulty({ 1: broken, 3: broken, 4: broken, 5: broken }));
    const walk = server.client({ maxRetries: 2 }).paginate(PLUGINS, { prefetch });
    const { delivered, error } = await failing(walk);
    expect(delivered).toEqual(['a', 'b']);
    expect(error).toMatchObject({ status: 503, attempts: 3, retryable: true });
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
    expect(tokens(server)).toEqual([undefined, undefined, 't1', 't1', 't1']);
  });

  test.each<[whose: string, throwing: (mine: Error) => object]>([
    ['accessToken', (mine) => ({ accessToken: thirdTime(mine, 'token') })],
    ['middleware', (mine) => ({ middleware: [{ onRequest: thirdTime(mine, undefined) }] })],
  ])("is the caller's own, of %s, as it is", async (whose, throwing) => {
    const server = await servePages(linked(...PAGES));
    const mine = new Error(`mine, of ${whose}`);
    const key = whose === 'accessToken' ? { apiKey: undefined, apiSecret: undefined } : {};
    const client = server.client({ ...key, ...throwing(mine) });
    const { delivered, error } = await failing(client.paginate(PLUGINS, { prefetch }));
    expect(error).toBe(mine);
    expect(error).not.toHaveProperty('walk');
    expect(delivered).toEqual(['a', 'b', 'c', 'd']);
    expect(server.requests).toHaveLength(2);
  });
});

function thirdTime<T>(error: Error, otherwise: T): () => T {
  let count = 0;
  return () => {
    count += 1;
    if (count === 3) throw error;
    return otherwise;
  };
}
