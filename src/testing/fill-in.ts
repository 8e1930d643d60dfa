import type {
  CcpmV1CustomConnectPluginVersion,
  ConnectV1CustomConnectorPlugin,
} from '../generated/contracts.js';

/** Any part of T; a property given as `undefined` is left out of the answer. */
export type DeepPartial<T> = T extends string | number | boolean | readonly unknown[]
  ? T
  : { [K in keyof T]?: DeepPartial<T[K]> | undefined };

/** A custom connector plugin of the fake: its id, and of the rest what a test is about. */
export type FakePlugin = DeepPartial<ConnectV1CustomConnectorPlugin> & { id: string };

/** A plugin version of the fake: its id, and of the rest what a test is about. */
export type FakeVersion = DeepPartial<CcpmV1CustomConnectPluginVersion> & { id: string };

const API = 'https://api.confluent.cloud';
const CRN = 'crn://confluent.cloud/organization=00000000-0000-4000-8000-000000000000';
const CREATED_AT = '2025-01-01T00:00:00Z';
const CLASS_NAME = 'com.example.connect.ExampleConnector';

/** The cloud of a plugin for which none is given: the default that the contract declares. */
export const DEFAULT_CLOUD = 'AWS';

/** The plugin as Confluent lists it, valid where nothing else is given. */
export function fillInPlugin(plugin: FakePlugin): object {
  const id = encodeURIComponent(plugin.id);
  const valid: ConnectV1CustomConnectorPlugin = {
    api_version: 'connect/v1',
    kind: 'CustomConnectorPlugin',
    id: plugin.id,
    metadata: {
      self: `${API}/connect/v1/custom-connector-plugins/${id}`,
      resource_name: `${CRN}/custom-connector-plugin=${id}`,
      created_at: CREATED_AT,
      updated_at: CREATED_AT,
    },
    display_name: `Plugin ${plugin.id}`.slice(0, 60),
    content_format: 'ZIP',
    connector_class: CLASS_NAME,
    connector_type: 'SOURCE',
    cloud: DEFAULT_CLOUD,
    sensitive_config_properties: [],
    upload_source: { location: 'PRESIGNED_URL_LOCATION', upload_id: '' },
    runtime_language: 'JAVA',
  };
  return merge(valid, plugin);
}

/** The version as Confluent lists it in an environment, valid where nothing else is given. */
export function fillInVersion(version: FakeVersion, pluginId: string, environment: string): object {
  const [plugin, id, env] = [pluginId, version.id, environment].map(encodeURIComponent);
  const valid: CcpmV1CustomConnectPluginVersion = {
    api_version: 'ccpm/v1',
    kind: 'CustomConnectPluginVersion',
    id: version.id,
    metadata: {
      self: `${API}/ccpm/v1/plugins/${plugin}/versions/${id}?environment=${env}`,
      resource_name: `${CRN}/environment=${env}/custom-connect-plugin=${plugin}/version=${id}`,
      created_at: CREATED_AT,
      updated_at: CREATED_AT,
    },
    spec: {
      version: '1.0.0',
      sensitive_config_properties: [],
      content_format: 'ZIP',
      connector_classes: [{ class_name: CLASS_NAME, type: 'SOURCE' }],
      upload_source: { location: 'PRESIGNED_URL_LOCATION', upload_id: '' },
      environment: {
        id: environment,
        related: `${API}/org/v2/environments/${env}`,
        resource_name: `${CRN}/environment=${env}`,
      },
    },
    status:
      version.status?.phase === 'FAILED'
        ? { phase: 'FAILED', error_message: 'The uploaded archive holds no connector.' }
        : { phase: 'READY' },
  };
  return merge(valid, version);
}

function merge(valid: object, given: object): object {
  const merged: Record<string, unknown> = { ...valid };
  for (const [key, value] of Object.entries(given)) {
    const own = merged[key];
    merged[key] = isRecord(own) && isRecord(value) ? merge(own, value) : (value as unknown);
  }
  return merged;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
