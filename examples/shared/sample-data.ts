import type {
  FakeCustomConnectorPlugin,
  FakeCustomConnectPlugin,
  FakeCustomConnectPluginVersion,
} from 'confluent-connect-plugins/testing';

/** The environment that most of the sample's custom Connect plugins belong to. */
export const environment = 'env-demo01';

/** An environment to compare with, which has one of them. */
export const otherEnvironment = 'env-demo02';

export const customConnectorPlugins: FakeCustomConnectorPlugin[] = [
  connectorPlugin('ccp-4nd8q1', 'Datagen Source', 'SOURCE', 'AWS'),
  connectorPlugin('ccp-71mx0k', 'GitHub Source', 'SOURCE', 'AWS'),
  connectorPlugin('ccp-c3t5wz', 'Neo4j Sink', 'SINK', 'GCP'),
  connectorPlugin('ccp-d8h1y6', 'MQTT Source', 'SOURCE', 'AZURE'),
  connectorPlugin('ccp-r7x5ju', 'Address Cleaner UDF', 'flink_udf', 'AWS'),
  connectorPlugin('ccp-t4b9ng', 'Currency UDF', 'flink_udf', 'AZURE'),
];

export const customConnectPlugins: FakeCustomConnectPlugin[] = [
  connectPlugin('ccp-9v2rpe', 'OpenSearch Sink', 'AWS', [
    ...readyVersions('2.3.0', '2.4.0', '2.4.1', '3.0.0', '3.0.0-rc.1'),
    failedVersion('3.1.0', 'Class org.opensearch.SinkConnector was not found in the archive.'),
  ]),
  connectPlugin('ccp-e0k7lm', 'RabbitMQ Sink', 'AWS', [
    ...readyVersions('v0.1.0', 'v0.2.0', 'v0.10.0', 'v0.9.0', 'v0.3.0'),
  ]),
  connectPlugin('ccp-g5q2sn', 'Slack Notifier', 'GCP', [
    failedVersion('1.0.0', 'The archive is larger than the size limit.'),
    failedVersion('1.0.1', 'The archive is not a valid ZIP file.'),
  ]),
  connectPlugin('ccp-j9w4bx', 'Jira Source', 'AWS', readyVersions('1.0.0', '1.1.0')),
  connectPlugin('ccp-k6z3dv', 'ClickHouse Sink', 'AWS', [
    ...readyVersions('1.0.0', '1.0.17', '1.1.0'),
    { id: 'ver-1.2.0', spec: { version: '1.2.0' }, status: { phase: 'PROCESSING' } },
  ]),
  connectPlugin('ccp-p1r6hc', 'InfluxDB Sink', 'AZURE', [
    { id: 'ver-0.1.0', spec: { version: '0.1.0' }, status: { phase: 'PROCESSING' } },
  ]),
  connectPlugin('ccp-w3s0qa', 'Webhook Sink', 'GCP', []),
  {
    id: 'ccp-z8u2ye',
    spec: { display_name: 'Jira Source', environment: { id: otherEnvironment } },
    versions: readyVersions('1.0.0'),
  },
];

function connectorPlugin(
  id: string,
  display_name: string,
  connector_type: string,
  cloud: string,
): FakeCustomConnectorPlugin {
  return { id, display_name, connector_type, cloud };
}

function connectPlugin(
  id: string,
  display_name: string,
  cloud: string,
  versions: FakeCustomConnectPluginVersion[],
): FakeCustomConnectPlugin {
  return { id, spec: { display_name, cloud, environment: { id: environment } }, versions };
}

function readyVersions(...versions: string[]): FakeCustomConnectPluginVersion[] {
  return versions.map((version) => ({ id: `ver-${version}`, spec: { version } }));
}

function failedVersion(version: string, error_message: string): FakeCustomConnectPluginVersion {
  return { id: `ver-${version}`, spec: { version }, status: { phase: 'FAILED', error_message } };
}
