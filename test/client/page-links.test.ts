import { ConfluentResponseError } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf } from './support/client.js';
import { PLUGINS, VERSIONS, failing, ids, page, servePages, tokens } from './support/pages.js';
import { serve } from './support/server.js';

const HOST = 'https://api.confluent.cloud';

describe('the next page is asked for with the token of metadata.next', () => {
  test.each<[form: string, next: string, token: string]>([
    ['an absolute link', `${HOST}${PLUGINS}?page_token=abc`, 'abc'],
    ['a link to a foreign host', 'https://evil.example/steal?page_token=abc', 'abc'],
    ['a link with a user and a port', 'https://user:pw@evil.example:8443/?page_token=abc', 'abc'],
    ['a link without a scheme', '//evil.example/steal?page_token=abc', 'abc'],
    ['a link under another base', `https://confluent.cloud/api${PLUGINS}?page_token=abc`, 'abc'],
    ['a relative path', `${PLUGINS}?page_token=abc`, 'abc'],
    ['a path without a slash', 'custom-connector-plugins?page_token=abc', 'abc'],
    ['a bare query', '?page_token=abc', 'abc'],
    ['other parameters before', `${HOST}${PLUGINS}?cloud=AWS&page_size=7&page_token=abc`, 'abc'],
    ['other parameters after', `${HOST}${PLUGINS}?page_token=abc&page_size=7&cloud=AWS`, 'abc'],
    ['parameters that quote another token', '?q=page_token%3Dx&page_token=abc&z=1', 'abc'],
    ['a parameter whose name ends alike', '?next_page_token=x&page_token=abc', 'abc'],
    ['a path that quotes another token', '/page_token=x/y?page_token=abc', 'abc'],
    ['a fragment', '?page_token=abc#page_token=x', 'abc'],
    ['a question mark in the query', '?q=?&page_token=a?b', 'a?b'],
    ['an encoded name', '?page%5Ftoken=abc', 'abc'],
    ['the token twice', '?page_token=abc&page_token=x', 'abc'],
    ['an encoded plus', '?page_token=a%2Bb', 'a+b'],
    ['a plus, which is a space', '?page_token=a+b', 'a b'],
    ['an encoded equals sign', '?page_token=YWJj%3D%3D', 'YWJj=='],
    ['a bare equals sign', '?page_token=YWJj==', 'YWJj=='],
    ['an encoded slash', '?page_token=a%2Fb', 'a/b'],
    ['an encoded percent sign', '?page_token=100%25', '100%'],
    ['a token that was encoded twice', '?page_token=a%252Bb', 'a%2Bb'],
    ['a broken escape', '?page_token=100%zz', '100%zz'],
    ['an encoded ampersand', '?page_token=a%26page_size%3D1', 'a&page_size=1'],
    ['an encoded number sign', '?page_token=a%23b', 'a#b'],
    ['encoded Unicode', '?page_token=%E2%9C%93%F0%9F%9A%80', '✓🚀'],
    ['bare Unicode', '?page_token=✓🚀', '✓🚀'],
    ['encoded line breaks and zeros', '?page_token=a%0D%0Ab%00', 'a\r\nb\0'],
    ['a token of 4000 characters', `?page_token=${'x'.repeat(4000)}`, 'x'.repeat(4000)],
    ['a token that is a link', `?page_token=${encodeURIComponent(HOST)}`, HOST],
    ['a token 0', '?page_token=0', '0'],
    ['a token null', '?page_token=null', 'null'],
  ])('of %s', async (_, next, token) => {
    const server = await servePages((_query, nth) =>
      nth === 1 ? page(['a'], next) : page(['b'], null),
    );
    const init = { params: { query: { cloud: 'GCP' } } } as const;
    expect(await ids(server.client().paginate(PLUGINS, init))).toEqual(['a', 'b']);
    expect(server.requests.map(({ query }) => query)).toEqual([
      { cloud: 'GCP', page_size: '100' },
      { cloud: 'GCP', page_size: '100', page_token: token },
    ]);
    expect(server.requests.map(({ target }) => target.split('?')[0])).toEqual([PLUGINS, PLUGINS]);
  });
});

describe('the list ends', () => {
  test.each<[form: string, body: object]>([
    ["next is ''", { metadata: { next: '' }, data: [{ id: 'a' }] }],
    ['next is null', { metadata: { next: null }, data: [{ id: 'a' }] }],
    ['next is absent', { metadata: {}, data: [{ id: 'a' }] }],
    ['metadata is null', { metadata: null, data: [{ id: 'a' }] }],
    ['metadata is absent', { data: [{ id: 'a' }] }],
    [
      'only the other links have tokens',
      { metadata: { first: '?page_token=x', last: '?page_token=y' }, data: [{ id: 'a' }] },
    ],
  ])('where %s', async (_, body) => {
    const server = await servePages(() => ({ body }));
    expect(await ids(server.client().paginate(PLUGINS))).toEqual(['a']);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a next without a token is an error, and its page is not delivered', () => {
  test.each<[form: string, next: unknown]>([
    ['a link without a query', `${HOST}${PLUGINS}`],
    ['a link with other parameters alone', `${HOST}${PLUGINS}?page_size=100`],
    ['an empty token', '?page_token='],
    ['a token without a value', '?page_token'],
    ['a token in the fragment', `${PLUGINS}#?page_token=abc`],
    ['a token in the path', '/page_token=abc'],
    ['a query without its question mark', 'page_token=abc'],
    ['a name that ends alike', '?next_page_token=abc'],
    ['a name that begins alike', '?page_token_x=abc'],
    ['a name in capitals', '?PAGE_TOKEN=abc'],
    ['an encoded equals sign for its own', '?page_token%3Dabc'],
    ['not a URL', 'there is more'],
    ['a blank', ' '],
    ['a lone question mark', '?'],
    ['a number', 2],
    ['zero', 0],
    ['true', true],
    ['false', false],
    ['an array', ['?page_token=abc']],
    ['an empty array', []],
    ['an object', { href: '?page_token=abc' }],
  ])('of %s', async (_, next) => {
    const server = await servePages((_query, nth) =>
      nth === 1 ? page(['a', 'b'], '?page_token=t1') : page(['c'], next),
    );
    const { delivered, error } = await failing(server.client().paginate(PLUGINS));
    expect(delivered).toEqual(['a', 'b']);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({
      method: 'GET',
      path: PLUGINS,
      attempts: 1,
      retryable: false,
      walk: { pageToken: 't1', pages: 1, items: 2 },
    });
    expect((error as Error).message).toContain('metadata.next');
    expect((error as ConfluentResponseError).body).toBe(JSON.stringify(page(['c'], next).body));
    expect(server.requests).toHaveLength(2);
  });
});

describe('a token seen before is an error', () => {
  test.each<[when: string, start: string | undefined, links: Record<string, string>]>([
    ['at once', undefined, { '': 'A', A: 'A' }],
    ['two pages later', undefined, { '': 'A', A: 'B', B: 'A' }],
    ['that the walk started with', 'A', { A: 'A' }],
    ['that the walk started with, two pages later', 'A', { A: 'B', B: 'A' }],
    ['in another encoding', undefined, { '': '%41', A: 'B', B: 'A' }],
  ])('%s', async (_, pageToken, links) => {
    const server = await servePages(({ page_token: token = '' }) =>
      page([`at ${token}`], `?page_token=${links[token]}`),
    );
    const paginator = server.client().paginate(PLUGINS, { pageToken });
    const { delivered, error } = await failing(paginator);
    const pages = Object.keys(links);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect((error as Error).message).toContain('metadata.next');
    expect(delivered).toEqual(pages.slice(0, -1).map((token) => `at ${token}`));
    expect((error as ConfluentResponseError).walk).toEqual({
      pageToken: pages.at(-1),
      pages: pages.length - 1,
      items: pages.length - 1,
    });
    expect(server.requests).toHaveLength(pages.length);
  });

  test('at a distance of a hundred pages', async () => {
    const server = await servePages((_query, nth) =>
      page([`${nth}`], `?page_token=t${nth === 110 ? 10 : nth}`),
    );
    const { delivered, error } = await failing(server.client().paginate(PLUGINS));
    expect(delivered).toHaveLength(109);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({ walk: { pageToken: 't109', pages: 109, items: 109 } });
    expect(server.requests).toHaveLength(110);
  });

  test('but not one of another iteration', async () => {
    const server = await servePages(({ page_token: token }) =>
      token === 't1' ? page(['b']) : page(['a'], '?page_token=t1'),
    );
    const paginator = server.client().paginate(PLUGINS);
    expect(await ids(paginator)).toEqual(['a', 'b']);
    expect(await ids(paginator)).toEqual(['a', 'b']);
    expect(tokens(server)).toEqual([undefined, 't1', undefined, 't1']);
  });
});

test('no other server is asked, whatever next says', async () => {
  const foreign = await servePages(() => page(['stolen']));
  const links = [
    `${foreign.url}${PLUGINS}?page_token=t1`,
    `//${new URL(foreign.url).host}${PLUGINS}?page_token=t2`,
    `/@${new URL(foreign.url).host}${PLUGINS}?page_token=t3`,
    `\\\\${new URL(foreign.url).host}${PLUGINS}?page_token=t4`,
    `?page_token=${encodeURIComponent(`${foreign.url}/`)}`,
    `?page_token=t6&baseUrl=${foreign.url}`,
    null,
  ];
  const server = await servePages((_query, nth) => page([`${nth}`], links[nth - 1]));
  const asked: string[] = [];
  const client = server.client({
    fetch: (request) => {
      asked.push(new URL(request.url).origin);
      return fetch(request);
    },
  });
  expect(await ids(client.paginate(PLUGINS))).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(foreign.requests).toEqual([]);
  expect(asked).toEqual(links.map(() => server.url));
  const authorization = `Basic ${btoa('PAGING-KEY:paging-secret')}`;
  expect(server.requests.map((request) => request.authorization)).toEqual(
    links.map(() => authorization),
  );
});

test('versions are walked by token too, with the plugin and the filters of the first page', async () => {
  const server = await servePages(({ page_token: token }) =>
    token
      ? page(['v2'])
      : page(['v1'], `https://evil.example/other?environment=env-2&page_token=a%2Bb`),
  );
  const walk = server.client().paginate(VERSIONS, {
    params: { path: { plugin_id: 'ccp/1 ü' }, query: { environment: 'env-1' } },
  });
  expect(await ids(walk)).toEqual(['v1', 'v2']);
  expect(server.requests.map(({ target }) => target.split('?')[0])).toEqual([
    '/ccpm/v1/plugins/ccp%2F1%20%C3%BC/versions',
    '/ccpm/v1/plugins/ccp%2F1%20%C3%BC/versions',
  ]);
  expect(server.requests.map(({ query }) => query)).toEqual([
    { environment: 'env-1' },
    { environment: 'env-1', page_token: 'a+b' },
  ]);
});

describe('metadata that is no object', () => {
  test.each(['next', 7, true])('is no silent end of the list: %j', async (metadata) => {
    const server = await serve(() => ({ body: { data: [{ id: 'a' }], metadata } }));
    const walk = connect(server.url).paginate(PLUGINS);
    const error = await failureOf(ConfluentResponseError, walk.collect({ limit: Infinity }));
    expect(error.message).toContain('metadata is no object');
    expect(error.walk).toEqual({ pageToken: undefined, pages: 0, items: 0 });
  });
});
