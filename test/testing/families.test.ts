import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import {
  CONNECT_PLUGINS,
  CONNECTOR_PLUGINS,
  makePlugins,
  readError,
  send,
  versionsPath,
  walkPages,
} from './support.js';

describe('the two families of plugins', () => {
  const fake = createFakeConfluent({
    customConnectorPlugins: [{ id: 'ccp-a' }, { id: 'ccp-b', connector_type: 'flink_udf' }],
    customConnectPlugins: [
      { id: 'ccp-1', versions: [{ id: 'ver-1' }] },
      { id: 'ccp-2', spec: { environment: { id: 'env-2' } }, versions: [{ id: 'ver-2' }] },
      { id: 'ccp-3' },
    ],
  });

  test('are listed apart: connect/v1 for the organization, ccpm/v1 for one environment', async () => {
    expect(await walkPages(fake, CONNECTOR_PLUGINS)).toEqual([['ccp-a', 'ccp-b']]);
    expect(await walkPages(fake, CONNECT_PLUGINS)).toEqual([['ccp-1', 'ccp-3']]);
    expect(await walkPages(fake, '/ccpm/v1/plugins?environment=env-2')).toEqual([['ccp-2']]);
    expect(await walkPages(fake, '/ccpm/v1/plugins?environment=env-3')).toEqual([[]]);
  });

  test('may share an id, and only the custom Connect plugin has versions then', async () => {
    const shared = createFakeConfluent({
      customConnectorPlugins: [{ id: 'ccp-1' }],
      customConnectPlugins: [{ id: 'ccp-1', versions: [{ id: 'ver-1' }] }],
    });
    expect(await walkPages(shared, versionsPath('ccp-1'))).toEqual([['ver-1']]);
  });

  test('have versions under a custom Connect plugin in its own environment', async () => {
    expect(await walkPages(fake, versionsPath('ccp-1'))).toEqual([['ver-1']]);
    expect(await walkPages(fake, versionsPath('ccp-2', 'env-2'))).toEqual([['ver-2']]);
  });

  test('have an empty list of versions under a custom Connect plugin without any', async () => {
    expect(await walkPages(fake, versionsPath('ccp-3'))).toEqual([[]]);
  });

  test.each([
    ['a custom connector plugin', versionsPath('ccp-a')],
    ['an unknown plugin', versionsPath('ccp-9')],
    ['a plugin of another environment', versionsPath('ccp-2')],
    ['the name of a property of every object', versionsPath('constructor')],
    ['an id with broken escapes', versionsPath('%zz')],
  ])('give a 404 for the versions of %s', async (_, path) => {
    const response = await send(fake, path);
    expect(response.status).toBe(404);
    expect(await readError(response)).toMatchObject({ status: '404', code: 'not_found' });
  });

  test('do not show the versions in the list of the plugins', async () => {
    const response = await send(fake, CONNECT_PLUGINS);
    expect(await response.text()).not.toContain('ver-1');
  });
});

test('an escaped plugin id in the path is decoded', async () => {
  const fake = createFakeConfluent({
    customConnectPlugins: [{ id: 'a/b ü', versions: [{ id: 'ver-1' }] }],
  });
  expect(await walkPages(fake, versionsPath(encodeURIComponent('a/b ü')))).toEqual([['ver-1']]);
});

describe('the filter by cloud', () => {
  const clouds = [undefined, 'GCP', 'AWS'];
  const fake = createFakeConfluent({
    customConnectorPlugins: clouds.map((cloud, i) => ({ id: `ccp-${i}`, cloud })),
    customConnectPlugins: clouds.map((cloud, i) => ({ id: `ccp-${i}`, spec: { cloud } })),
  });

  test.each([
    [CONNECTOR_PLUGINS, `${CONNECTOR_PLUGINS}?cloud=`],
    [CONNECT_PLUGINS, `${CONNECT_PLUGINS}&spec.cloud=`],
  ])('is exact at %s, and AWS where a plugin has none', async (path, filtered) => {
    expect(await walkPages(fake, `${filtered}AWS`)).toEqual([['ccp-0', 'ccp-2']]);
    expect(await walkPages(fake, `${filtered}GCP`)).toEqual([['ccp-1']]);
    expect(await walkPages(fake, `${filtered}gcp`)).toEqual([[]]);
    expect(await walkPages(fake, path)).toEqual([['ccp-0', 'ccp-1', 'ccp-2']]);
  });
});

describe('query parameters', () => {
  const fake = createFakeConfluent({ customConnectPlugins: makePlugins(1) });

  test.each([
    '/ccpm/v1/plugins',
    '/ccpm/v1/plugins?environment=',
    '/ccpm/v1/plugins/ccp-1/versions',
    '/ccpm/v1/plugins/ccp-1/versions?environment=',
  ])('%s is refused, because it has no environment', async (path) => {
    const response = await send(fake, path);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({
      status: '400',
      source: { parameter: 'environment' },
    });
  });

  test.each([
    [`${CONNECTOR_PLUGINS}?num_doors=3`, 'num_doors'],
    [`${CONNECTOR_PLUGINS}?environment=env-1`, 'environment'],
    [`${CONNECT_PLUGINS}&cloud=AWS`, 'cloud'],
    [`${versionsPath('ccp-1')}&page_size=10`, 'page_size'],
  ])('%s is refused, because the contract does not have %s there', async (path, parameter) => {
    const response = await send(fake, path);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({
      code: 'invalid_filter',
      source: { parameter },
    });
  });
});

test('an unknown path is a 404, and another method than GET is a 405', async () => {
  const fake = createFakeConfluent();
  for (const path of ['/connect/v1/custom-connector-plugin', `${CONNECTOR_PLUGINS}/`, '/ccpm/v1']) {
    expect((await send(fake, path)).status).toBe(404);
  }
  const response = await send(fake, CONNECTOR_PLUGINS, { method: 'DELETE' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET');
});
