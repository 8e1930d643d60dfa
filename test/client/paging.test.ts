import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { ConfluentResponseError, createConfluentClient } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import {
  PLUGINS,
  VERSIONS,
  failing,
  idOf,
  ids,
  linked,
  page,
  servePages,
  tokens,
} from './support/pages.js';

const THREE_PAGES = [['a', 'b'], ['c', 'd'], ['e']] as const;
const ALL = ['a', 'b', 'c', 'd', 'e'];

describe('parameters', () => {
  test('every page is asked for with the same filters and the largest page size', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const query = { cloud: 'AWS', connector_type: 'SINK', content_format: 'ZIP' } as never;
    await ids(server.client().paginate(PLUGINS, { params: { query } }));
    const same = { cloud: 'AWS', connector_type: 'SINK', content_format: 'ZIP', page_size: '100' };
    expect(server.requests.map((request) => request.query)).toEqual([
      same,
      { ...same, page_token: 't1' },
      { ...same, page_token: 't2' },
    ]);
  });

  test("the caller's page_size is kept on every page", async () => {
    const server = await servePages(linked(...THREE_PAGES));
    await ids(server.client().paginate(PLUGINS, { params: { query: { page_size: 2 } } }));
    expect(server.requests.map(({ query }) => query)).toEqual([
      { page_size: '2' },
      { page_size: '2', page_token: 't1' },
      { page_size: '2', page_token: 't2' },
    ]);
  });

  test('a page_size that is undefined is as one that is absent', async () => {
    const server = await servePages(linked(['a']));
    const params = { query: { page_size: undefined } } as object;
    await ids(server.client().paginate(PLUGINS, { params }));
    expect(server.requests.map(({ query }) => query)).toEqual([{ page_size: '100' }]);
  });

  test('versions, which declare none, get no page_size', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
    expect(await ids(server.client().paginate(VERSIONS, { params }))).toEqual(ALL);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/ccpm/v1/plugins/ccp-1/versions?environment=env-1',
      '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t1',
      '/ccpm/v1/plugins/ccp-1/versions?environment=env-1&page_token=t2',
    ]);
  });

  test("the caller's headers and middleware are on every page", async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const seen: string[] = [];
    const walk = server.client().paginate(PLUGINS, {
      headers: { 'X-Team': 'data' },
      middleware: [
        {
          onRequest: ({ request }) => {
            seen.push(`${request.headers.get('x-team')} ${new URL(request.url).search}`);
          },
        },
      ],
    });
    expect(await ids(walk)).toEqual(ALL);
    expect(seen).toEqual([
      'data ?page_size=100',
      'data ?page_size=100&page_token=t1',
      'data ?page_size=100&page_token=t2',
    ]);
  });

  test('every page is asked for with the credentials of its moment', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    let count = 0;
    const accessToken = (): string => `token-${++count}`;
    const client = server.client({ apiKey: undefined, apiSecret: undefined, accessToken });
    await ids(client.paginate(PLUGINS));
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-3',
    ]);
  });

  test("the caller's init is left as it is", async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const init = Object.freeze({
      params: Object.freeze({ query: Object.freeze({ cloud: 'AWS' as const }) }),
    });
    await ids(server.client().paginate(PLUGINS, init));
    expect(init).toEqual({ params: { query: { cloud: 'AWS' } } });
  });
});

describe('pageToken', () => {
  test('starts the walk at its page', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const walk = server.client().paginate(PLUGINS, { pageToken: 't1' });
    expect(await ids(walk)).toEqual(['c', 'd', 'e']);
    expect(tokens(server)).toEqual(['t1', 't2']);
  });

  test('is sent so that the server decodes it to the same', async () => {
    const server = await servePages(() => page(['a']));
    const pageToken = 'a+b/c==%25&page_size=1#✓ ?';
    await ids(server.client().paginate(PLUGINS, { pageToken }));
    expect(tokens(server)).toEqual([pageToken]);
  });

  test('that is undefined starts at the first page', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    expect(await ids(server.client().paginate(PLUGINS, { pageToken: undefined }))).toEqual(ALL);
    expect(tokens(server)).toEqual([undefined, 't1', 't2']);
  });

  test('that is empty is refused', async () => {
    const server = await servePages(linked(['a']));
    expect(() => server.client().paginate(PLUGINS, { pageToken: '' })).toThrow(TypeError);
    expect(() => server.client().paginate(PLUGINS, { pageToken: '' })).toThrow(/pageToken/);
  });

  test('is refused among the query parameters, where the walk has its own', async () => {
    const server = await servePages(linked(['a']));
    const params = { query: { page_token: 't1' } } as object;
    expect(() => server.client().paginate(PLUGINS, { params })).toThrow(TypeError);
    expect(() => server.client().paginate(PLUGINS, { params })).toThrow(/page_token.*pageToken/);
    const versions = {
      path: { plugin_id: 'ccp-1' },
      query: { environment: 'env-1', page_token: 't1' },
    };
    expect(() => server.client().paginate(VERSIONS, { params: versions as never })).toThrow(
      TypeError,
    );
  });
});

describe('a path that does not list is refused', () => {
  test.each([
    '/connect/v1/custom-connector-plugins/{id}',
    '/connect/v1/custom-connector-plugins/',
    'connect/v1/custom-connector-plugins',
    '/ccpm/v1/plugins/ccp-1/versions',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    undefined,
  ])('%s', async (path) => {
    const server = await servePages(linked(['a']));
    const { paginate } = server.client() as { paginate: (path: unknown) => unknown };
    expect(() => paginate(path)).toThrow(TypeError);
    expect(() => paginate(path)).toThrow(`${path} is not a list`);
    await server.settle();
    expect(server.requests).toEqual([]);
  });
});

test.each(['', '.', '..', '%2E%2e', undefined])(
  'a path parameter that is %j is refused before anything is sent',
  async (plugin_id) => {
    const server = await servePages(linked(['a']));
    const params = { path: { plugin_id }, query: { environment: 'env-1' } } as never;
    const { error } = await failing(server.client().paginate(VERSIONS, { params }));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain('plugin_id');
    await server.settle();
    expect(server.requests).toEqual([]);
  },
);

describe('pages without items', () => {
  test('go on to the next one where there is one', async () => {
    const server = await servePages(linked([], ['a'], [], [], ['b'], []));
    expect(await ids(server.client().paginate(PLUGINS))).toEqual(['a', 'b']);
    expect(server.requests).toHaveLength(6);
  });

  test('are delivered by pages()', async () => {
    const server = await servePages(linked([], ['a'], []));
    const sizes: number[] = [];
    for await (const { items } of server.client().paginate(PLUGINS).pages())
      sizes.push(items.length);
    expect(sizes).toEqual([0, 1, 0]);
  });

  test('can have null for data', async () => {
    const server = await servePages((_query, nth) =>
      nth === 2
        ? page(['a'])
        : { body: { metadata: { next: nth === 1 ? '?page_token=t1' : null }, data: null } },
    );
    expect(await ids(server.client().paginate(PLUGINS))).toEqual(['a']);
    expect(tokens(server)).toEqual([undefined, 't1']);
  });

  test('with null for data have an empty array for items', async () => {
    const body = { metadata: {}, data: null };
    const server = await servePages(() => ({ body }));
    for await (const { items, data } of server.client().paginate(PLUGINS).pages()) {
      expect(items).toEqual([]);
      expect(data).toEqual(body);
    }
    expect.assertions(2);
  });

  test('are the whole of an empty list', async () => {
    const server = await servePages(linked([]));
    expect(await ids(server.client().paginate(PLUGINS))).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a page that is no list is an error', () => {
  test.each<[what: string, body: unknown]>([
    ['whose data is absent', { metadata: {} }],
    ['whose data is an object', { metadata: {}, data: { 0: { id: 'x' }, length: 1 } }],
    ['whose data is a string', { metadata: {}, data: 'items' }],
    ['whose data is an empty string', { metadata: {}, data: '' }],
    ['whose data is a number', { metadata: {}, data: 0 }],
    ['whose data is false', { metadata: {}, data: false }],
    ['that is an array', [{ id: 'x' }]],
    ['that is null', null],
    ['that is a string', 'items'],
    ['that is a number', 1],
    ['that has errors with status 200', { errors: [{ detail: 'no' }] }],
  ])('%s', async (_, body) => {
    const server = await servePages((_query, nth) =>
      nth === 1 ? page(['a'], '?page_token=t1') : { body },
    );
    const { delivered, error } = await failing(server.client().paginate(PLUGINS));
    expect(delivered).toEqual(['a']);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({
      body: JSON.stringify(body),
      retryable: false,
      walk: { pageToken: 't1', pages: 1, items: 1 },
    });
    expect((error as Error).message).toContain('data is no array');
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['with status 200 and no body', 200],
    ['with status 204', 204],
    ['with status 205', 205],
  ])('%s', async (_, status) => {
    const server = await servePages((_query, nth) =>
      nth === 1 ? page(['a'], '?page_token=t1') : { status },
    );
    const { delivered, error } = await failing(server.client().paginate(PLUGINS));
    expect(delivered).toEqual(['a']);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 1 } });
  });

  test('also without a page before it', async () => {
    const server = await servePages(() => ({ body: {} }));
    const { error } = await failing(server.client().paginate(PLUGINS));
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({ walk: { pageToken: undefined, pages: 0, items: 0 } });
  });
});

describe('iteration', () => {
  test('sends nothing before the first next()', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const paginator = server.client().paginate(PLUGINS, { prefetch: true });
    const items = paginator[Symbol.asyncIterator]();
    const pages = paginator.pages()[Symbol.asyncIterator]();
    await server.settle();
    expect(server.requests).toEqual([]);
    await items.return?.();
    await pages.return?.();
    await server.settle();
    expect(server.requests).toEqual([]);
  });

  test('asks for a page only once the one before is used up', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const items = server.client().paginate(PLUGINS)[Symbol.asyncIterator]();
    await items.next();
    await items.next();
    await server.settle();
    expect(tokens(server)).toEqual([undefined]);
    await items.next();
    await server.settle();
    expect(tokens(server)).toEqual([undefined, 't1']);
  });

  test('starts afresh each time', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const paginator = server.client().paginate(PLUGINS);
    for await (const { id } of paginator) if (id === 'c') break;
    expect(await ids(paginator)).toEqual(ALL);
    expect(await ids(paginator)).toEqual(ALL);
    expect((await paginator.collect({ limit: Infinity })).items).toHaveLength(5);
    const round = [undefined, 't1', 't2'];
    expect(tokens(server)).toEqual([undefined, 't1', ...round, ...round, ...round]);
  });

  test('starts afresh each time from pages() as well', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const pages = server.client().paginate(PLUGINS).pages();
    for (let i = 0; i < 2; i += 1) {
      const found: string[][] = [];
      for await (const { items } of pages) found.push(items.map(({ id }) => id));
      expect(found).toEqual(THREE_PAGES);
    }
  });

  test('is independent of another at the same time', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const paginator = server.client().paginate(PLUGINS);
    const [one, two] = [paginator[Symbol.asyncIterator](), paginator[Symbol.asyncIterator]()];
    const found: unknown[] = [];
    for (let i = 0; i < 6; i += 1) {
      found.push(idOf(await one.next()), idOf(await two.next()));
    }
    expect(found).toEqual([...ALL.flatMap((id) => [id, id]), undefined, undefined]);
    expect(await Promise.all([ids(paginator), ids(paginator)])).toEqual([ALL, ALL]);
    expect(server.requests).toHaveLength(12);
  });

  test('stops at a break', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const found: string[] = [];
    for await (const { id } of server.client().paginate(PLUGINS)) {
      found.push(id);
      if (id === 'c') break;
    }
    await server.settle();
    expect(found).toEqual(['a', 'b', 'c']);
    expect(tokens(server)).toEqual([undefined, 't1']);
  });

  test('is over after return()', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const items = server.client().paginate(PLUGINS)[Symbol.asyncIterator]();
    expect(await items.next()).toMatchObject({ value: { id: 'a' } });
    expect(await items.return?.()).toEqual({ done: true, value: undefined });
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(server.requests).toHaveLength(1);
  });

  test('is over after its end, and asks no more', async () => {
    const server = await servePages(linked(['a']));
    const items = server.client().paginate(PLUGINS)[Symbol.asyncIterator]();
    await items.next();
    for (let i = 0; i < 3; i += 1) {
      expect(await items.next()).toEqual({ done: true, value: undefined });
    }
    expect(server.requests).toHaveLength(1);
  });

  test('lets through what the body of the loop throws', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const mine = new Error('mine');
    const walk = async (): Promise<void> => {
      for await (const { id } of server.client().paginate(PLUGINS)) if (id === 'b') throw mine;
    };
    await expect(walk()).rejects.toBe(mine);
    await server.settle();
    expect(server.requests).toHaveLength(1);
  });

  test('works with the fake as over HTTP', async () => {
    const plugins = ALL.map((id) => ({ id }));
    const fake = createFakeConfluent({ plugins, pageSize: 2 });
    expect(await ids(createConfluentClient(fake.options).paginate(PLUGINS))).toEqual(ALL);
    expect(fake.requests).toHaveLength(3);
  });
});

describe.each([false, true])('next() called many times at once, prefetch %s,', (prefetch) => {
  test('gives distinct items in order, then the end', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const items = server.client().paginate(PLUGINS, { prefetch })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 8 }, () => items.next()));
    expect(results.map(idOf)).toEqual([...ALL, undefined, undefined, undefined]);
    expect(results.map(({ done }) => done)).toEqual([
      ...ALL.map(() => false),
      ...[true, true, true],
    ]);
    expect(tokens(server)).toEqual([undefined, 't1', 't2']);
  });

  test('gives distinct pages in order, then the end', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const pages = server.client().paginate(PLUGINS, { prefetch }).pages()[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 5 }, async () => pages.next()));
    expect(
      results.map((step) => (step.done ? undefined : step.value.items.map(({ id }) => id))),
    ).toEqual([...THREE_PAGES, undefined, undefined]);
    expect(server.requests).toHaveLength(3);
  });

  test('fails once, and is over then', async () => {
    const server = await servePages((_query, nth) =>
      nth === 1 ? page(['a', 'b'], '?page_token=t1') : { status: 400 },
    );
    const items = server.client().paginate(PLUGINS, { prefetch })[Symbol.asyncIterator]();
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

describe('pages()', () => {
  test('gives of each page its items, its token, the next one, the body and the answer', async () => {
    const bodies = [
      { ...page(['a', 'b'], '/x?page_token=t%2B1').body, kind: 'First' },
      { ...page(['c'], '?page_token=t2').body, total: 3 },
      page([], null).body,
    ];
    const server = await servePages((_query, nth) => ({
      headers: { 'X-Request-Id': `request-${nth}` },
      body: bodies[nth - 1],
    }));
    const found: unknown[] = [];
    for await (const { response, ...rest } of server.client().paginate(PLUGINS).pages()) {
      expect(response).toBeInstanceOf(Response);
      expect(response.status).toBe(200);
      expect(response.bodyUsed).toBe(true);
      found.push({ ...rest, id: response.headers.get('x-request-id') });
    }
    expect(found).toEqual([
      {
        items: [{ id: 'a' }, { id: 'b' }],
        pageToken: undefined,
        nextPageToken: 't+1',
        data: bodies[0],
        id: 'request-1',
      },
      {
        items: [{ id: 'c' }],
        pageToken: 't+1',
        nextPageToken: 't2',
        data: bodies[1],
        id: 'request-2',
      },
      { items: [], pageToken: 't2', nextPageToken: undefined, data: bodies[2], id: 'request-3' },
    ]);
  });

  test('gives the token to resume with, whichever page it starts at', async () => {
    const server = await servePages(linked(...THREE_PAGES));
    const client = server.client();
    for await (const first of client.paginate(PLUGINS, { pageToken: 't1' }).pages()) {
      expect(first).toMatchObject({ pageToken: 't1', nextPageToken: 't2' });
      expect(await ids(client.paginate(PLUGINS, { pageToken: first.nextPageToken }))).toEqual([
        'e',
      ]);
      expect(await ids(client.paginate(PLUGINS, { pageToken: first.pageToken }))).toEqual([
        'c',
        'd',
        'e',
      ]);
      break;
    }
    expect.assertions(3);
  });
});
