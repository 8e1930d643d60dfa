import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  PLUGINS,
  failing,
  ids,
  linked,
  page,
  servePages,
  takeFirst,
  tokens,
  until,
} from './support/pages.js';
import type { Lister, PageServer, Reply } from './support/pages.js';

const PAGES = [['a', 'b'], ['c', 'd'], ['e']] as const;

const silence: Reply = () => undefined;
const halfBody: Reply = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"data":[{"id":"x"}');
};
const comeBackLater: Reply = { status: 503, headers: { 'Retry-After': '3000' } };
const windowUsedUp: Reply = {
  headers: { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '3000' },
  body: page(['a', 'b'], '?page_token=t1').body,
};

const faulty =
  (faults: Record<number, Reply>): Lister =>
  (query, nth) =>
    faults[nth] ?? linked(...PAGES)(query, nth);

const patient = { maxRetryDelayMs: 4_000_000 };
const listeners = (signal: AbortSignal): unknown[] => getEventListeners(signal, 'abort');

async function answeredAndRead(server: PageServer, nth: number): Promise<void> {
  await until(() => {
    expect(server.requests[nth - 1]?.answered).toBe(true);
  });
  await server.settle();
}

describe.each([false, true])(
  "the caller's signal, prefetch %s, ends a walk at once",
  (prefetch) => {
    const reasons: [kind: string, reason: unknown][] = [
      ['an Error', new Error('enough')],
      ['a string', 'enough'],
      ['null', null],
    ];

    test.each(reasons)('before its first page, with %s', async (_, reason) => {
      const server = await servePages(linked(...PAGES));
      const signal = AbortSignal.abort(reason);
      const { delivered, error } = await failing(
        server.client().paginate(PLUGINS, { prefetch, signal }),
      );
      expect(error).toBe(reason);
      expect(delivered).toEqual([]);
      await server.settle();
      expect(server.requests).toEqual([]);
    });

    test.each<[phase: string, faults: Record<number, Reply>, count: number, delivered: string[]]>([
      ['before the first answer', { 1: silence }, 1, []],
      ['in the first body', { 1: halfBody }, 1, []],
      ['before the second answer', { 2: silence }, 2, ['a', 'b']],
      ['in the second body', { 2: halfBody }, 2, ['a', 'b']],
    ])('%s', async (_, faults, count, expected) => {
      const server = await servePages(faulty(faults));
      const caller = new AbortController();
      const { signal } = caller;
      const walk = failing(server.client().paginate(PLUGINS, { prefetch, signal }));
      await server.got(count);
      await server.settle();
      expect(listeners(signal)).toHaveLength(1);
      const reason = new Error('enough');
      caller.abort(reason);
      const { delivered, error } = await walk;
      expect(error).toBe(reason);
      expect(delivered).toEqual(expected);
      await until(() => {
        expect(server.requests[count - 1]?.aborted).toBe(true);
      });
      expect(server.requests).toHaveLength(count);
      expect(listeners(signal)).toEqual([]);
    });

    test.each([
      { nth: 1, delivered: [] },
      { nth: 2, delivered: ['a', 'b'] },
    ])('in the wait for the retry of page $nth', async ({ nth, delivered }) => {
      const server = await servePages(faulty({ [nth]: comeBackLater }));
      const caller = new AbortController();
      const { signal } = caller;
      const reason = new Error('enough');
      const onRetry = (): void =>
        void setImmediate(() => {
          caller.abort(reason);
        });
      const client = server.client({ ...patient, onRetry });
      const outcome = await failing(client.paginate(PLUGINS, { prefetch, signal }));
      expect(outcome).toEqual({ delivered, error: reason });
      expect(server.requests).toHaveLength(nth);
      expect(listeners(signal)).toEqual([]);
    });

    test('in the wait for the rate limit window', async () => {
      const server = await servePages(faulty({ 1: windowUsedUp }));
      const caller = new AbortController();
      const { signal } = caller;
      const client = server.client(patient);
      const walk = failing(client.paginate(PLUGINS, { prefetch, signal }));
      await answeredAndRead(server, 1);
      const reason = new Error('enough');
      caller.abort(reason);
      expect((await walk).error).toBe(reason);
      expect(server.requests).toHaveLength(1);
      expect(listeners(signal)).toEqual([]);
    });

    test('while a page is consumed: no page comes after it', async () => {
      const server = await servePages(linked(['a', 'b'], ['c']));
      const caller = new AbortController();
      const reason = new Error('enough');
      const pages: number[] = [];
      const walk = async (): Promise<void> => {
        const { signal } = caller;
        for await (const { items } of server
          .client()
          .paginate(PLUGINS, { prefetch, signal })
          .pages()) {
          pages.push(items.length);
          if (prefetch) await answeredAndRead(server, 2);
          caller.abort(reason);
        }
      };
      await expect(walk()).rejects.toBe(reason);
      await server.settle();
      expect(pages).toEqual([2]);
      expect(tokens(server)).toEqual(prefetch ? [undefined, 't1'] : [undefined]);
      expect(listeners(caller.signal)).toEqual([]);
    });

    test('after its end not at all', async () => {
      const server = await servePages(linked(...PAGES));
      const caller = new AbortController();
      const { signal } = caller;
      const items = server.client().paginate(PLUGINS, { prefetch, signal })[Symbol.asyncIterator]();
      for (let i = 0; i < 5; i += 1) await items.next();
      caller.abort();
      expect(await items.next()).toEqual({ done: true, value: undefined });
    });
  },
);

test('the signal reaches a page that is asked for ahead', async () => {
  const server = await servePages(faulty({ 2: silence }));
  const caller = new AbortController();
  const { signal } = caller;
  const walk = server.client().paginate(PLUGINS, { prefetch: true, signal });
  const items = walk[Symbol.asyncIterator]();
  await items.next();
  await server.got(2);
  caller.abort(new Error('enough'));
  await until(() => {
    expect(server.requests[1]?.aborted).toBe(true);
  });
  await items.return?.();
  expect(listeners(signal)).toEqual([]);
});

describe.each([false, true])('a signal that outlives its walks, prefetch %s,', (prefetch) => {
  test('has one listener at most during a walk, and none after it', async () => {
    const server = await servePages(linked(...Array.from({ length: 12 }, (_, i) => [`${i}`])));
    const { signal } = new AbortController();
    for await (const { id } of server.client().paginate(PLUGINS, { prefetch, signal })) {
      expect(id).toBeDefined();
      expect(listeners(signal).length).toBeLessThanOrEqual(1);
    }
    expect(listeners(signal)).toEqual([]);
  });

  test('has none after a break', async () => {
    const server = await servePages(linked(...PAGES));
    const { signal } = new AbortController();
    await takeFirst(server.client().paginate(PLUGINS, { prefetch, signal }));
    await until(() => {
      expect(listeners(signal)).toEqual([]);
    });
  });

  test('has none after an error', async () => {
    const server = await servePages(faulty({ 2: { status: 400 } }));
    const { signal } = new AbortController();
    await failing(server.client().paginate(PLUGINS, { prefetch, signal }));
    expect(listeners(signal)).toEqual([]);
  });

  test('has none after collect', async () => {
    const server = await servePages(linked(...PAGES));
    const { signal } = new AbortController();
    const paginator = server.client().paginate(PLUGINS, { prefetch, signal });
    await paginator.collect({ limit: 3 });
    await server.settle();
    expect(listeners(signal)).toEqual([]);
  });

  test('has one for thirty walks at once, without a warning, and none after them', async () => {
    const server = await servePages(linked(...PAGES));
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const paginator = server.client().paginate(PLUGINS, { prefetch, signal });
    const walks = Promise.all(Array.from({ length: 30 }, () => ids(paginator)));
    await server.got(1);
    expect(listeners(signal).length).toBeLessThanOrEqual(1);
    expect((await walks).every((found) => found.length === 5)).toBe(true);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(listeners(signal)).toEqual([]);
  });
});
