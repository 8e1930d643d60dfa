import { describe, expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { ALL_IDS, idOfStep, idsOf, THREE_PAGES } from '../support/walks.js';

const END = { done: true, value: undefined };

test('an iterator sends nothing before the first next()', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch: true });
  const items = walk[Symbol.asyncIterator]();
  const pages = walk.pages()[Symbol.asyncIterator]();
  await server.settle();
  expect(server.requests).toEqual([]);
  await items.return?.();
  await pages.return?.();
  await server.settle();
  expect(server.requests).toEqual([]);
});

test('a page is requested only after the items of the page before', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const items = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH)[Symbol.asyncIterator]();
  await items.next();
  await items.next();
  await server.settle();
  expect(requestedTokens(server)).toEqual([undefined]);
  await items.next();
  await server.settle();
  expect(requestedTokens(server)).toEqual([undefined, 't1']);
});

test('every iteration starts at the first page', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  for await (const { id } of walk) if (id === 'c') break;
  expect(await idsOf(walk)).toEqual(ALL_IDS);
  expect(await idsOf(walk)).toEqual(ALL_IDS);
  expect((await walk.collect({ limit: Infinity })).items).toHaveLength(5);
  const round = [undefined, 't1', 't2'];
  expect(requestedTokens(server)).toEqual([undefined, 't1', ...round, ...round, ...round]);
});

test('every iteration of the same pages() starts at the first page', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const pages = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).pages();
  for (let i = 0; i < 2; i += 1) {
    const found: string[][] = [];
    for await (const { items } of pages) found.push(items.map(({ id }) => id));
    expect(found).toEqual(THREE_PAGES);
  }
});

test('two iterations at the same time are independent', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  const [one, two] = [walk[Symbol.asyncIterator](), walk[Symbol.asyncIterator]()];
  const found: unknown[] = [];
  for (let i = 0; i < 6; i += 1) {
    found.push(idOfStep(await one.next()), idOfStep(await two.next()));
  }
  expect(found).toEqual([...ALL_IDS.flatMap((id) => [id, id]), undefined, undefined]);
  expect(await Promise.all([idsOf(walk), idsOf(walk)])).toEqual([ALL_IDS, ALL_IDS]);
  expect(server.requests).toHaveLength(12);
});

test('no page is requested after a break', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const found: string[] = [];
  for await (const { id } of connect(server.url).paginate(CONNECTOR_PLUGINS_PATH)) {
    found.push(id);
    if (id === 'c') break;
  }
  await server.settle();
  expect(found).toEqual(['a', 'b', 'c']);
  expect(requestedTokens(server)).toEqual([undefined, 't1']);
});

test('an iterator is over after return()', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const items = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH)[Symbol.asyncIterator]();
  expect(await items.next()).toMatchObject({ value: { id: 'a' } });
  expect(await items.return?.()).toEqual(END);
  expect(await items.next()).toEqual(END);
  expect(server.requests).toHaveLength(1);
});

test('an iterator requests nothing after its end', async () => {
  const server = await serve(linkedPages(['a']));
  const items = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH)[Symbol.asyncIterator]();
  await items.next();
  for (let i = 0; i < 3; i += 1) expect(await items.next()).toEqual(END);
  expect(server.requests).toHaveLength(1);
});

test('an error of the loop body is thrown as it is, and ends the walk', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const mine = new Error('mine');
  const walk = async (): Promise<void> => {
    for await (const { id } of connect(server.url).paginate(CONNECTOR_PLUGINS_PATH)) {
      if (id === 'b') throw mine;
    }
  };
  expect(await rejectionOf(walk())).toBe(mine);
  await server.settle();
  expect(server.requests).toHaveLength(1);
});

describe.each([false, true])('next() called many times at once, with prefetch %s,', (prefetch) => {
  test('gives distinct items in order, then the end', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const items = walk[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 8 }, () => items.next()));
    expect(results.map(idOfStep)).toEqual([...ALL_IDS, undefined, undefined, undefined]);
    const ends = [false, false, false, false, false, true, true, true];
    expect(results.map(({ done }) => done)).toEqual(ends);
    expect(requestedTokens(server)).toEqual([undefined, 't1', 't2']);
  });

  test('gives distinct pages in order, then the end', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const pages = walk.pages()[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 5 }, async () => pages.next()));
    const ids = results.map((step) =>
      step.done ? undefined : step.value.items.map(({ id }) => id),
    );
    expect(ids).toEqual([...THREE_PAGES, undefined, undefined]);
    expect(server.requests).toHaveLength(3);
  });

  test('fails once, and is over then', async () => {
    const server = await serve(inTurn(page(['a', 'b'], '?page_token=t1'), { status: 400 }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
    const items = walk[Symbol.asyncIterator]();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => items.next()));
    expect(results).toMatchObject([
      { value: { value: { id: 'a' } } },
      { value: { value: { id: 'b' } } },
      { status: 'rejected', reason: { status: 400 } },
      { value: { done: true } },
      { value: { done: true } },
    ]);
    expect(server.requests).toHaveLength(2);
  });
});
