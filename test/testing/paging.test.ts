import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import {
  basicAuthorization,
  CONNECT_PLUGINS,
  CONNECTOR_PLUGINS,
  fetchList,
  makePlugins,
  readError,
  send,
  versionsPath,
  walkPages,
} from './support.js';
import type { List } from './support.js';

const twoVersions = [{ id: 'ver-1' }, { id: 'ver-2' }];

test.each([
  [CONNECTOR_PLUGINS, `${CONNECTOR_PLUGINS}?page_size=`],
  [CONNECT_PLUGINS, `${CONNECT_PLUGINS}&page_size=`],
])('a page of %s has 10 plugins unless page_size asks for more', async (path, sized) => {
  const plugins = makePlugins(25);
  const fake = createFakeConfluent({
    customConnectorPlugins: plugins,
    customConnectPlugins: plugins,
  });
  const lengths = async (first: string) => (await walkPages(fake, first)).map((ids) => ids.length);
  expect(await lengths(path)).toEqual([10, 10, 5]);
  expect(await lengths(`${sized}20`)).toEqual([20, 5]);
  expect(await lengths(`${sized}100`)).toEqual([25]);
});

test('the option pageSize limits a page also when page_size asks for more', async () => {
  const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(3), pageSize: 2 });
  expect(await walkPages(fake, `${CONNECTOR_PLUGINS}?page_size=100`)).toEqual([
    ['ccp-1', 'ccp-2'],
    ['ccp-3'],
  ]);
  expect(await walkPages(fake, `${CONNECTOR_PLUGINS}?page_size=1`)).toHaveLength(3);
});

test('the list of versions has next links although the contract declares no page_token', async () => {
  const versions = [...twoVersions, { id: 'ver-3' }];
  const fake = createFakeConfluent({
    customConnectPlugins: [{ id: 'ccp-1', versions }],
    pageSize: 2,
  });
  expect(await walkPages(fake, versionsPath('ccp-1'))).toEqual([['ver-1', 'ver-2'], ['ver-3']]);
});

test('a next link is absolute, has the origin of the request, and keeps the filters', async () => {
  const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(2), pageSize: 1 });
  const response = await fake.fetch(
    new Request(`http://127.0.0.1:8080${CONNECTOR_PLUGINS}?cloud=AWS&page_size=7`, {
      headers: { Authorization: basicAuthorization(fake) },
    }),
  );
  const { metadata } = (await response.json()) as List;
  const next = new URL(metadata.next ?? '');
  expect(next.origin).toBe('http://127.0.0.1:8080');
  expect(next.pathname).toBe(CONNECTOR_PLUGINS);
  expect(next.searchParams.get('cloud')).toBe('AWS');
  expect(next.searchParams.get('page_size')).toBe('7');
  expect(metadata.first).toBe(`http://127.0.0.1:8080${CONNECTOR_PLUGINS}?cloud=AWS&page_size=7`);
  expect(metadata.total_size).toBe(2);
});

test('a token that a client takes out of the link without decoding it is refused', async () => {
  const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(2), pageSize: 1 });
  const { next } = (await fetchList(fake, CONNECTOR_PLUGINS)).metadata;
  const undecoded = next?.split('page_token=')[1] ?? '';
  expect(decodeURIComponent(undecoded)).not.toBe(undecoded);
  const path = `${CONNECTOR_PLUGINS}?page_token=${encodeURIComponent(undecoded)}`;
  expect((await send(fake, path)).status).toBe(400);
});

test('the last page and the empty list have no next link', async () => {
  const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(2), pageSize: 2 });
  expect((await fetchList(fake, CONNECTOR_PLUGINS)).metadata).not.toHaveProperty('next');
  const { data, metadata } = await fetchList(fake, `${CONNECTOR_PLUGINS}?cloud=GCP`);
  expect(data).toEqual([]);
  expect(metadata).not.toHaveProperty('next');
});

test('a token of another filter or path, or a changed one, is refused', async () => {
  const fake = createFakeConfluent({
    customConnectorPlugins: makePlugins(2),
    customConnectPlugins: [{ id: 'ccp-1', versions: twoVersions }],
    pageSize: 1,
  });
  const { next } = (await fetchList(fake, `${CONNECTOR_PLUGINS}?cloud=AWS`)).metadata;
  const token = new URL(next ?? '').searchParams.get('page_token') ?? '';
  const query = new URLSearchParams({ page_token: token }).toString();
  expect((await send(fake, `${CONNECTOR_PLUGINS}?cloud=AWS&${query}`)).status).toBe(200);
  for (const path of [
    `${CONNECTOR_PLUGINS}?${query}`,
    `${CONNECTOR_PLUGINS}?cloud=GCP&${query}`,
    `${CONNECT_PLUGINS}&${query}`,
    `${versionsPath('ccp-1')}&${query}`,
    `${CONNECTOR_PLUGINS}?cloud=AWS&page_token=`,
    `${CONNECTOR_PLUGINS}?cloud=AWS&page_token=nonsense`,
    `${CONNECTOR_PLUGINS}?cloud=AWS&${query}x`,
    `${CONNECTOR_PLUGINS}?cloud=AWS&page_token=${encodeURIComponent(token.replace('1=', '0='))}`,
  ]) {
    const response = await send(fake, path);
    expect([path, response.status]).toEqual([path, 400]);
    expect(await readError(response)).toMatchObject({ source: { parameter: 'page_token' } });
  }
});

test('a token is valid for its own plugin alone, and for every page_size', async () => {
  const fake = createFakeConfluent({
    customConnectorPlugins: makePlugins(2),
    customConnectPlugins: makePlugins(2).map((plugin) => ({ ...plugin, versions: twoVersions })),
    pageSize: 1,
  });
  const { next: nextVersions } = (await fetchList(fake, versionsPath('ccp-1'))).metadata;
  expect((await send(fake, nextVersions?.replace('ccp-1', 'ccp-2') ?? '')).status).toBe(400);
  const { next: nextPlugins } = (await fetchList(fake, `${CONNECTOR_PLUGINS}?page_size=20`))
    .metadata;
  expect((await send(fake, nextPlugins?.replace('=20', '=30') ?? '')).status).toBe(200);
});

test.each(['0', '101', '-1', '1.5', 'many', ''])('a page_size of %j is refused', async (size) => {
  const response = await send(createFakeConfluent(), `${CONNECTOR_PLUGINS}?page_size=${size}`);
  expect(response.status).toBe(400);
  expect(await readError(response)).toMatchObject({ source: { parameter: 'page_size' } });
});
