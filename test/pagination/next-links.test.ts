import { ConfluentResponseError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { linkedPages, page, requestedTokens } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { idsOf, requestedQueries, walkToError } from '../support/walks.js';

test.each<[form: string, next: string, token: string]>([
  [
    'an absolute link',
    `https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}?page_token=abc`,
    'abc',
  ],
  ['a link to another host', 'https://evil.example/steal?page_token=abc', 'abc'],
  ['a relative path', `${CONNECTOR_PLUGINS_PATH}?page_token=abc`, 'abc'],
  ['a bare query', '?page_token=abc', 'abc'],
  ['other parameters', '?cloud=AWS&page_size=7&page_token=abc', 'abc'],
  ['an encoded token', '?page_token=a%2Bb%26page_size%3D1%25', 'a+b&page_size=1%'],
  ['line breaks and zeros in the token', '?page_token=a%0D%0Ab%00', 'a\r\nb\0'],
  ['Unicode in the token', '?page_token=%E2%9C%93%F0%9F%9A%80', '✓🚀'],
])('the next page is the same request with the token of %s', async (_, next, token) => {
  const server = await serve(inTurn(page(['a'], next), page(['b'], null)));
  const params = { query: { cloud: 'GCP' } } as const;
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { params });
  expect(await idsOf(walk)).toEqual(['a', 'b']);
  expect(requestedQueries(server)).toEqual([
    { cloud: 'GCP', page_size: '100' },
    { cloud: 'GCP', page_size: '100', page_token: token },
  ]);
  expect(new Set(server.requests.map(({ path }) => path))).toEqual(
    new Set([CONNECTOR_PLUGINS_PATH]),
  );
});

test.each<[what: string, body: object]>([
  ["next is ''", { metadata: { next: '' }, data: [{ id: 'a' }] }],
  ['next is null', { metadata: { next: null }, data: [{ id: 'a' }] }],
  ['next is absent', { metadata: {}, data: [{ id: 'a' }] }],
  ['metadata is null', { metadata: null, data: [{ id: 'a' }] }],
  ['metadata is absent', { data: [{ id: 'a' }] }],
  [
    'only other links have tokens',
    { metadata: { first: '?page_token=x', last: '?page_token=y' }, data: [{ id: 'a' }] },
  ],
])('the list ends when %s', async (_, body) => {
  const server = await serve(() => ({ body }));
  expect(await idsOf(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH))).toEqual(['a']);
  expect(server.requests).toHaveLength(1);
});

test.each<[form: string, next: unknown]>([
  ['a link without a query', `https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}`],
  ['a link with an empty token', '?page_token='],
  ['not a URL', 'there is more'],
  ['zero', 0],
  ['false', false],
  ['an object', { href: '?page_token=abc' }],
])('a next that is %s is a ConfluentResponseError, without its page', async (_, next) => {
  const lastPage = page(['c'], next);
  const server = await serve(inTurn(page(['a', 'b'], '?page_token=t1'), lastPage));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  const { delivered, error } = await walkToError(walk);
  expect(delivered).toEqual(['a', 'b']);
  expect(error).toBeInstanceOf(ConfluentResponseError);
  expect(error).toMatchObject({
    method: 'GET',
    path: CONNECTOR_PLUGINS_PATH,
    attempts: 1,
    retryable: false,
    body: JSON.stringify(lastPage.body),
    walk: { pageToken: 't1', pages: 1, items: 2 },
  });
  expect((error as Error).message).toContain('metadata.next');
  expect(server.requests).toHaveLength(2);
});

test.each<[when: string, links: Record<string, string>]>([
  ['on its own page', { '': 'A', A: 'A' }],
  ['two pages later', { '': 'A', A: 'B', B: 'A' }],
  ['in another encoding', { '': '%41', A: 'B', B: 'A' }],
])('a page token that comes again %s is a ConfluentResponseError', async (_, links) => {
  const server = await serve(({ query }) => {
    const token = query.get('page_token') ?? '';
    return page([`at ${token}`], `?page_token=${links[token]}`);
  });
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  const { delivered, error } = await walkToError(walk);
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

test('a page token that comes again a hundred pages later is an error', async () => {
  const server = await serve((_, index) =>
    page([`${index}`], `?page_token=t${index === 109 ? 9 : index}`),
  );
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  const { delivered, error } = await walkToError(walk);
  expect(delivered).toHaveLength(109);
  expect(error).toBeInstanceOf(ConfluentResponseError);
  expect(error).toMatchObject({ walk: { pageToken: 't108', pages: 109, items: 109 } });
  expect(server.requests).toHaveLength(110);
});

test('a page token that comes again in another iteration is no error', async () => {
  const server = await serve(linkedPages(['a'], ['b']));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  expect(await idsOf(walk)).toEqual(['a', 'b']);
  expect(await idsOf(walk)).toEqual(['a', 'b']);
  expect(requestedTokens(server)).toEqual([undefined, 't1', undefined, 't1']);
});

test('all pages are requested from baseUrl with the credentials, whatever host next has', async () => {
  const other = await serve(() => page(['stolen']));
  const { host } = new URL(other.url);
  const links = [
    `${other.url}${CONNECTOR_PLUGINS_PATH}?page_token=t1`,
    `//${host}${CONNECTOR_PLUGINS_PATH}?page_token=t2`,
    `/@${host}${CONNECTOR_PLUGINS_PATH}?page_token=t3`,
    `\\\\${host}${CONNECTOR_PLUGINS_PATH}?page_token=t4`,
    `?page_token=${encodeURIComponent(`${other.url}/`)}`,
    `?page_token=t6&baseUrl=${other.url}`,
    null,
  ];
  const server = await serve((_, index) => page([`${index}`], links[index]));
  const origins: string[] = [];
  const confluent = connect(server.url, {
    fetch: (request) => {
      origins.push(new URL(request.url).origin);
      return fetch(request);
    },
  });
  const ids = await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH));
  expect(ids).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(other.requests).toEqual([]);
  expect(origins).toEqual(links.map(() => server.url));
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
    links.map(() => `Basic ${BASIC_CREDENTIALS}`),
  );
});

test('the next page of versions has the plugin and the filters of the caller', async () => {
  const next = 'https://evil.example/other?environment=env-2&page_token=a%2Bb';
  const server = await serve(inTurn(page(['v1'], next), page(['v2'])));
  const params = { path: { plugin_id: 'ccp/1 ü' }, query: { environment: 'env-1' } };
  const walk = connect(server.url).paginate(VERSIONS_PATH, { params });
  expect(await idsOf(walk)).toEqual(['v1', 'v2']);
  const path = '/ccpm/v1/plugins/ccp%2F1%20%C3%BC/versions';
  expect(server.requests.map((request) => request.path)).toEqual([path, path]);
  expect(requestedQueries(server)).toEqual([
    { environment: 'env-1' },
    { environment: 'env-1', page_token: 'a+b' },
  ]);
});
