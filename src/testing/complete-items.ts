import type {
  CcpmV1CustomConnectPlugin,
  CcpmV1CustomConnectPluginVersion,
  ConnectV1CustomConnectorPlugin,
} from '../generated/contracts.js';
import { isRecord } from '../values.js';
import { DEFAULT_CLOUD, environmentOf } from './items.js';
import type {
  FakeCustomConnectorPlugin,
  FakeCustomConnectPlugin,
  FakeCustomConnectPluginVersion,
} from './items.js';

const API = 'https://api.confluent.cloud';
const CRN = 'crn://confluent.cloud/organization=00000000-0000-4000-8000-000000000000';
const CREATED_AT = '2025-01-01T00:00:00Z';
const CLASS_NAME = 'com.example.connect.ExampleConnector';

/** Completes a custom connector plugin to a valid item of its list. */
export function completeConnectorPlugin(plugin: FakeCustomConnectorPlugin): object {
  // Real lists leave `upload_source` out, although the published schema requires it.
  const valid: Omit<ConnectV1CustomConnectorPlugin, 'upload_source'> = {
    api_version: 'connect/v1',
    kind: 'CustomConnectorPlugin',
    id: plugin.id,
    metadata: metadataOf(
      `connect/v1/custom-connector-plugins/${encodeURIComponent(plugin.id)}`,
      `custom-connector-plugin=${encodeURIComponent(plugin.id)}`,
    ),
    display_name: `Plugin ${plugin.id}`.slice(0, 60),
    content_format: 'ZIP',
    connector_class: CLASS_NAME,
    connector_type: 'SOURCE',
    cloud: DEFAULT_CLOUD,
    sensitive_config_properties: [],
    runtime_language: 'JAVA',
  };
  return merge(valid, plugin);
}

/** Completes a custom Connect plugin to a valid item of its list, which does not show versions. */
export function completeConnectPlugin(plugin: FakeCustomConnectPlugin): object {
  const [id, environment] = [plugin.id, environmentOf(plugin)].map(encodeURIComponent);
  const valid: CcpmV1CustomConnectPlugin = {
    api_version: 'ccpm/v1',
    kind: 'CustomConnectPlugin',
    id: plugin.id,
    metadata: metadataOf(
      `ccpm/v1/plugins/${id}?environment=${environment}`,
      `environment=${environment}/custom-connect-plugin=${id}`,
    ),
    spec: {
      display_name: `Plugin ${plugin.id}`.slice(0, 60),
      description: '',
      cloud: DEFAULT_CLOUD,
      runtime_language: 'JAVA',
      environment: referenceTo(environmentOf(plugin)),
    },
  };
  return merge(valid, { ...plugin, versions: undefined });
}

/** Completes a version to a valid item of the list of its plugin's versions. */
export function completeVersion(
  version: FakeCustomConnectPluginVersion,
  plugin: FakeCustomConnectPlugin,
): object {
  const [pluginId, id, environment] = [plugin.id, version.id, environmentOf(plugin)].map(
    encodeURIComponent,
  );
  const valid: VersionWithoutSource = {
    api_version: 'ccpm/v1',
    kind: 'CustomConnectPluginVersion',
    id: version.id,
    metadata: metadataOf(
      `ccpm/v1/plugins/${pluginId}/versions/${id}?environment=${environment}`,
      `environment=${environment}/custom-connect-plugin=${pluginId}/version=${id}`,
    ),
    spec: {
      version: '1.0.0',
      sensitive_config_properties: [],
      content_format: 'ZIP',
      connector_classes: [{ class_name: CLASS_NAME, type: 'SOURCE' }],
      environment: referenceTo(environmentOf(plugin)),
    },
    status:
      version.status?.phase === 'FAILED'
        ? { phase: 'FAILED', error_message: 'The uploaded archive holds no connector.' }
        : { phase: 'READY' },
  };
  return merge(valid, version);
}

/** A version as real lists show it: they leave `upload_source` out, too. */
type VersionWithoutSource = Omit<CcpmV1CustomConnectPluginVersion, 'spec'> & {
  spec: Omit<CcpmV1CustomConnectPluginVersion['spec'], 'upload_source'>;
};

function metadataOf(path: string, resource: string) {
  return {
    self: `${API}/${path}`,
    resource_name: `${CRN}/${resource}`,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
  };
}

function referenceTo(environment: string) {
  const id = encodeURIComponent(environment);
  return {
    id: environment,
    related: `${API}/org/v2/environments/${id}`,
    resource_name: `${CRN}/environment=${id}`,
  };
}

/** Puts what is given over what is valid, record by record; arrays are replaced. */
function merge(valid: object, given: object): object {
  const merged: Record<string, unknown> = { ...valid };
  for (const [key, value] of Object.entries(given)) {
    const own = merged[key];
    merged[key] = isRecord(own) && isRecord(value) ? merge(own, value) : (value as unknown);
  }
  return merged;
}
