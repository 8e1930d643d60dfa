import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type {
  FakeConfluentOptions,
  Fault,
  FakeCustomConnectPlugin,
} from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import {
  CONNECT_PLUGINS,
  CONNECTOR_PLUGINS,
  fetchList,
  makePlugins,
  versionsPath,
  walkPages,
} from './support.js';

const VERSIONS = versionsPath('ccp-1');

/** A fake with one custom Connect plugin that has one version. */
function withVersion(version: NonNullable<FakeCustomConnectPlugin['versions']>[number]) {
  return createFakeConfluent({ customConnectPlugins: [{ id: 'ccp-1', versions: [version] }] });
}

test('an id is enough for every item, and the rest is the same in every run', async () => {
  const options: FakeConfluentOptions = {
    customConnectorPlugins: makePlugins(1),
    customConnectPlugins: [{ id: 'ccp-1', versions: [{ id: 'ver-1' }] }],
  };
  const [one, two] = [createFakeConfluent(options), createFakeConfluent(options)];
  for (const path of [CONNECTOR_PLUGINS, CONNECT_PLUGINS, VERSIONS]) {
    expect(await fetchList(one, path)).toEqual(await fetchList(two, path));
  }
  expect((await fetchList(one, CONNECTOR_PLUGINS)).data).toMatchObject([
    { kind: 'CustomConnectorPlugin', display_name: 'Plugin ccp-1' },
  ]);
  expect((await fetchList(one, CONNECT_PLUGINS)).data).toMatchObject([
    {
      kind: 'CustomConnectPlugin',
      spec: { display_name: 'Plugin ccp-1', environment: { id: 'env-1' } },
    },
  ]);
});

test('given properties go into the completed item at every level', async () => {
  const fake = createFakeConfluent({
    customConnectPlugins: [
      {
        id: 'ccp-1',
        spec: { environment: { id: 'env-9' } },
        versions: [
          {
            id: 'ver-1',
            metadata: { created_at: '2026-02-03T04:05:06Z' },
            spec: { version: 'v2.0.0', sensitive_config_properties: ['password'] },
            status: { phase: 'PROCESSING' },
          },
        ],
      },
    ],
  });
  const [version] = (await fetchList(fake, versionsPath('ccp-1', 'env-9'))).data;
  expect(version).toMatchObject({
    metadata: {
      self: 'https://api.confluent.cloud/ccpm/v1/plugins/ccp-1/versions/ver-1?environment=env-9',
      created_at: '2026-02-03T04:05:06Z',
      updated_at: '2025-01-01T00:00:00Z',
    },
    spec: {
      version: 'v2.0.0',
      sensitive_config_properties: ['password'],
      connector_classes: [{ type: 'SOURCE' }],
      environment: { id: 'env-9' },
    },
    status: { phase: 'PROCESSING' },
  });
  expect(version).not.toHaveProperty('status.error_message');
});

test('a version that has FAILED comes with an error message', async () => {
  const fake = withVersion({ id: 'ver-1', status: { phase: 'FAILED' } });
  const [version] = (await fetchList(fake, VERSIONS)).data;
  expect(version).toHaveProperty('status.error_message', expect.stringMatching(/./));
});

test('upload_source is left out of the lists unless the test gives it', async () => {
  const upload_source = { location: 'PRESIGNED_URL_LOCATION', upload_id: 'u-1' } as const;
  const bare = createFakeConfluent({
    customConnectorPlugins: [{ id: 'ccp-1' }],
    customConnectPlugins: [{ id: 'ccp-1', versions: [{ id: 'ver-1' }] }],
  });
  expect((await fetchList(bare, CONNECTOR_PLUGINS)).data[0]).not.toHaveProperty('upload_source');
  expect((await fetchList(bare, VERSIONS)).data[0]).not.toHaveProperty('spec.upload_source');
  const full = createFakeConfluent({
    customConnectorPlugins: [{ id: 'ccp-1', upload_source }],
    customConnectPlugins: [{ id: 'ccp-1', versions: [{ id: 'ver-1', spec: { upload_source } }] }],
  });
  expect((await fetchList(full, CONNECTOR_PLUGINS)).data).toMatchObject([{ upload_source }]);
  expect((await fetchList(full, VERSIONS)).data).toMatchObject([{ spec: { upload_source } }]);
});

test('a property given as undefined is left out of the response', async () => {
  const fake = createFakeConfluent({
    customConnectorPlugins: [{ id: 'ccp-1', runtime_language: undefined }],
    customConnectPlugins: [{ id: 'ccp-1', spec: { environment: undefined } }],
  });
  const [plugin] = (await fetchList(fake, CONNECTOR_PLUGINS)).data;
  expect(plugin).not.toHaveProperty('runtime_language');
  const [connectPlugin] = (await fetchList(fake, CONNECT_PLUGINS)).data;
  expect(connectPlugin).not.toHaveProperty('spec.environment');
});

test('a property of a wrong kind is sent as it is, so that a test can break the contract', async () => {
  const plugin = { id: 'ccp-1', display_name: 7, metadata: null, unknown: [1] };
  const broken = {
    customConnectorPlugins: [plugin],
    customConnectPlugins: [{ id: 'ccp-1', spec: 'none', versions: [{ id: 'v', status: null }] }],
  };
  // The types forbid these values; a test that breaks the contract needs the cast.
  const fake = createFakeConfluent(broken as unknown as FakeConfluentOptions);
  expect((await fetchList(fake, CONNECTOR_PLUGINS)).data).toMatchObject([plugin]);
  expect((await fetchList(fake, CONNECT_PLUGINS)).data).toMatchObject([{ spec: 'none' }]);
  expect((await fetchList(fake, VERSIONS)).data).toMatchObject([{ status: null }]);
});

test('a change of the plugins shows at the next request', async () => {
  const version = { id: 'ver-1', status: { phase: 'PROCESSING' } };
  const plugins: FakeCustomConnectPlugin[] = [{ id: 'ccp-1', versions: [version] }];
  const fake = createFakeConfluent({ customConnectPlugins: plugins });
  expect((await fetchList(fake, VERSIONS)).data).toMatchObject([{ status: version.status }]);
  version.status = { phase: 'READY' };
  plugins.push({ id: 'ccp-2' });
  expect((await fetchList(fake, VERSIONS)).data).toMatchObject([{ status: { phase: 'READY' } }]);
  expect(await walkPages(fake, CONNECT_PLUGINS)).toEqual([['ccp-1', 'ccp-2']]);
});

test('a change of the other options after the creation has no effect', async () => {
  const rateLimit = { limit: 5, windowMs: 60_000 };
  const faults: Fault[] = [];
  const options = { customConnectorPlugins: makePlugins(3), pageSize: 2, rateLimit, faults };
  const fake = createFakeConfluent(options);
  options.pageSize = 1;
  rateLimit.limit = 1;
  faults.push({ status: 500 });
  expect(await walkPages(fake, CONNECTOR_PLUGINS)).toEqual([['ccp-1', 'ccp-2'], ['ccp-3']]);
});
