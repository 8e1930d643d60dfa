import { getEventListeners } from 'node:events';
import { ConfluentApiError } from 'confluent-connect-plugins';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  PLUGINS,
  VERSIONS,
  failing,
  ids,
  linked,
  page,
  servePages,
  takeFirst,
  tokens,
  until,
} from './support/pages.js';
import type { Lister, Received, Reply } from './support/pages.js';

const PAGES = [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']] as const;
const ALL = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const silence: Reply = () => undefined;
const halfBody: Reply = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"data":[{"id":"x"}');
};
const comeBackLater: Reply = { status: 503, headers: { 'Retry-After': '3000' } };
const patient = { maxRetryDelayMs: 4_000_000 };

/** PAGES, of which the second is answered so. */
const second =
  (reply: Reply): Lister =>
  (query, nth) =>
    nth === 2 ? reply : linked(...PAGES)(query, nth);

const isOver = ({ answered, aborted }: Received): boolean => answered || aborted;

const rejections: unknown[] = [];
const warnings: Error[] = [];
const onRejection = (reason: unknown): void => void rejections.push(reason);
const onWarning = (warning: Error): void => void warnings.push(warning);

beforeEach(() => {
  rejections.length = 0;
  warnings.length = 0;
  process.on('unhandledRejection', onRejection);
  process.on('warning', onWarning);
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('unhandledRejection', onRejection);
  process.off('warning', onWarning);
  expect(rejections).toEqual([]);
  expect(warnings).toEqual([]);
});

describe('with prefetch', () => {
  test('the next page is asked for while the current one is consumed', async () => {
    const server = await servePages(linked(...PAGES));
    const sent: unknown[] = [];
    for await (const { id } of server.client().paginate(PLUGINS, { prefetch: true })) {
      if (id === 'a') await server.got(2);
      if (id === 'c') await server.got(3);
      if (id === 'e') await server.got(4);
      sent.push(`${id}${server.requests.length}`);
    }
    expect(sent).toEqual(['a2', 'b2', 'c3', 'd3', 'e4', 'f4', 'g4']);
    expect(tokens(server)).toEqual([undefined, 't1', 't2', 't3']);
  });

  test('so it is of pages()', async () => {
    const server = await servePages(linked(...PAGES));
    const found: string[][] = [];
    for await (const { items } of server.client().paginate(PLUGINS, { prefetch: true }).pages()) {
      await server.got(Math.min(found.length + 2, 4));
      found.push(items.map(({ id }) => id));
    }
    expect(found).toEqual(PAGES);
  });

  test('so it is of versions, with all parameters', async () => {
    const server = await servePages(linked(['a'], ['b']));
    const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
    for await (const { id } of server.client().paginate(VERSIONS, { params, prefetch: true })) {
      if (id === 'a') await server.got(2);
    }
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/ccpm/v1/plugins/ccp-1/versions?environment=env-1',
      '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t1',
    ]);
  });

  test('no more than one page is asked for ahead', async () => {
    const server = await servePages(linked(...PAGES));
    const sent: number[] = [];
    for await (const { id } of server.client().paginate(PLUGINS, { prefetch: true })) {
      const expected = Math.min(Math.floor(ALL.indexOf(id) / 2) + 2, 4);
      await until(() => {
        expect(server.requests.filter(({ answered }) => answered)).toHaveLength(expected);
      });
      await server.settle();
      sent.push(server.requests.length);
    }
    expect(sent).toEqual([2, 2, 3, 3, 4, 4, 4]);
  });

  test('nothing is asked for before the first next(), nor ahead of it', async () => {
    const server = await servePages(linked(...PAGES));
    const items = server.client().paginate(PLUGINS, { prefetch: true })[Symbol.asyncIterator]();
    await server.settle();
    expect(server.requests).toEqual([]);
    await items.return?.();
  });

  test('nothing is asked for after the last page', async () => {
    const server = await servePages(linked(['a', 'b']));
    for await (const { id } of server.client().paginate(PLUGINS, { prefetch: true })) {
      expect(id).toBeDefined();
      await server.settle();
    }
    expect(server.requests).toHaveLength(1);
  });

  test('items come in order when the consumer is slow, and when the server is', async () => {
    const server = await servePages((query, nth) => {
      const { body } = linked(...PAGES)(query, nth) as { body: object };
      return (response) => void setTimeout(() => response.end(JSON.stringify(body)), 3 * nth);
    });
    const walk = server.client().paginate(PLUGINS, { prefetch: true });
    expect(await ids(walk)).toEqual(ALL);
    const slowly: string[] = [];
    for await (const { id } of walk) {
      await server.settle();
      slowly.push(id);
    }
    expect(slowly).toEqual(ALL);
  });

  test('a page is prefetched again in each iteration, independently', async () => {
    const server = await servePages(linked(...PAGES));
    const walk = server.client().paginate(PLUGINS, { prefetch: true });
    expect(await Promise.all([ids(walk), ids(walk)])).toEqual([ALL, ALL]);
    expect(server.requests).toHaveLength(8);
  });
});

test('without prefetch, nothing is asked for while a page is consumed', async () => {
  const server = await servePages(linked(...PAGES));
  for await (const { id } of server.client().paginate(PLUGINS, { prefetch: false })) {
    await server.settle();
    expect(server.requests).toHaveLength(Math.floor(ALL.indexOf(id) / 2) + 1);
  }
  expect.assertions(ALL.length);
});

describe('a page asked for ahead is cancelled', () => {
  const states: [state: string, reply: Reply][] = [
    ['before its answer', silence],
    ['in the middle of its body', halfBody],
  ];

  test.each(states)('by a break, %s', async (_, reply) => {
    const server = await servePages(second(reply));
    await takeFirst(server.client().paginate(PLUGINS, { prefetch: true }), () => server.got(2));
    await until(() => {
      expect(server.requests[1]?.aborted).toBe(true);
    });
    expect(server.requests).toHaveLength(2);
  });

  test.each(states)('by a break out of pages(), %s', async (_, reply) => {
    const server = await servePages(second(reply));
    await takeFirst(server.client().paginate(PLUGINS, { prefetch: true }).pages(), () =>
      server.got(2),
    );
    await until(() => {
      expect(server.requests[1]?.aborted).toBe(true);
    });
  });

  test.each(states)('by an error of the loop, which comes through, %s', async (_, reply) => {
    const server = await servePages(second(reply));
    const mine = new Error('mine');
    const walk = async (): Promise<void> => {
      await takeFirst(server.client().paginate(PLUGINS, { prefetch: true }), async () => {
        await server.got(2);
        throw mine;
      });
    };
    await expect(walk()).rejects.toBe(mine);
    await until(() => {
      expect(server.requests[1]?.aborted).toBe(true);
    });
  });

  test.each(states)('by return(), %s', async (_, reply) => {
    const server = await servePages(second(reply));
    const items = server.client().paginate(PLUGINS, { prefetch: true })[Symbol.asyncIterator]();
    await items.next();
    await server.got(2);
    expect(await items.return?.()).toEqual({ done: true, value: undefined });
    await until(() => {
      expect(server.requests[1]?.aborted).toBe(true);
    });
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  test('by a break, while it waits for its retry', async () => {
    const server = await servePages(second(comeBackLater));
    const { signal } = new AbortController();
    let retries = 0;
    const client = server.client({ ...patient, onRetry: () => void (retries += 1) });
    await takeFirst(client.paginate(PLUGINS, { prefetch: true, signal }), async () => {
      await until(() => {
        expect(retries).toBe(1);
      });
    });
    await until(() => {
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });
    expect(server.requests).toHaveLength(2);
  });

  test('of one iteration, and not that of another', async () => {
    const held: (() => void)[] = [];
    const server = await servePages((query, nth) => {
      const { body } = linked(...PAGES)(query, nth) as { body: object };
      if (query['page_token'] !== 't1') return { body };
      return (response) => void held.push(() => response.end(JSON.stringify(body)));
    });
    const { signal } = new AbortController();
    const walk = server.client().paginate(PLUGINS, { prefetch: true, signal });
    const one = walk[Symbol.asyncIterator]();
    await one.next();
    await server.got(2);
    const two = ids(walk);
    await server.got(4);
    await one.return?.();
    await until(() => {
      expect(server.requests[1]?.aborted).toBe(true);
    });
    for (const release of held) release();
    expect(await two).toEqual(ALL);
  });
});

describe('an error of a page asked for ahead', () => {
  const bad = { status: 400, body: { errors: [{ detail: 'no' }] } };

  test('is thrown when its turn comes, after the items before it', async () => {
    const server = await servePages(second(bad));
    const delivered: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of server.client().paginate(PLUGINS, { prefetch: true })) {
        await until(() => {
          expect(server.requests[1]?.answered).toBe(true);
        });
        await server.settle();
        delivered.push(id);
      }
    };
    const error: unknown = await walk().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfluentApiError);
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
    expect(delivered).toEqual(['a', 'b']);
  });

  test.each<[what: string, reply: Reply]>([
    ['a 400', bad],
    ['a link without a token', page(['c'], 'nonsense')],
    ['a connection that broke', (response) => response.destroy()],
  ])('is never seen by who breaks before its turn: %s', async (_, reply) => {
    const server = await servePages(second(reply));
    const client = server.client({ maxRetries: 0 });
    await takeFirst(client.paginate(PLUGINS, { prefetch: true }), async () => {
      await until(() => {
        expect(server.requests[1]).toSatisfy(isOver);
      });
      await server.settle();
    });
    expect(server.requests).toHaveLength(2);
  });

  test('is never seen by who does not go on', async () => {
    const server = await servePages(second(bad));
    const items = server.client().paginate(PLUGINS, { prefetch: true })[Symbol.asyncIterator]();
    expect(await items.next()).toMatchObject({ value: { id: 'a' } });
    await server.got(2);
    await server.settle();
  });

  test('does not ask for the page after it', async () => {
    const server = await servePages(second(bad));
    await failing(server.client().paginate(PLUGINS, { prefetch: true }));
    await server.settle();
    expect(server.requests).toHaveLength(2);
  });

  test("may be the caller's own, which comes through when its turn comes", async () => {
    const server = await servePages(linked(...PAGES));
    const mine = new Error('mine');
    let count = 0;
    const onRequest = (): void => {
      count += 1;
      if (count === 2) throw mine;
    };
    const client = server.client({ middleware: [{ onRequest }] });
    const { delivered, error } = await failing(client.paginate(PLUGINS, { prefetch: true }));
    expect(error).toBe(mine);
    expect(delivered).toEqual(['a', 'b']);
  });
});
