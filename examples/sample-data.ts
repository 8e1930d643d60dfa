import type { FakePlugin, FakeVersion } from 'confluent-connect-plugins/testing';

/** The environment that the sample versions are in. */
export const environment = 'env-demo01';

export const plugins: FakePlugin[] = [
  plugin('ccp-4nd8q1', 'Datagen Source', 'SOURCE', 'AWS'),
  plugin('ccp-71mx0k', 'GitHub Source', 'SOURCE', 'AWS'),
  plugin('ccp-9v2rpe', 'OpenSearch Sink', 'SINK', 'AWS'),
  plugin('ccp-c3t5wz', 'Neo4j Sink', 'SINK', 'GCP'),
  plugin('ccp-d8h1y6', 'MQTT Source', 'SOURCE', 'AZURE'),
  plugin('ccp-e0k7lm', 'RabbitMQ Sink', 'SINK', 'AWS'),
  plugin('ccp-g5q2sn', 'Slack Notifier', 'SINK', 'GCP'),
  plugin('ccp-j9w4bx', 'Jira Source', 'SOURCE', 'AWS'),
  plugin('ccp-k6z3dv', 'ClickHouse Sink', 'SINK', 'AWS'),
  plugin('ccp-m2y8ft', 'Couchbase Source', 'SOURCE', 'GCP'),
  plugin('ccp-p1r6hc', 'InfluxDB Sink', 'SINK', 'AZURE'),
  plugin('ccp-r7x5ju', 'Address Cleaner UDF', 'flink_udf', 'AWS'),
  plugin('ccp-t4b9ng', 'Currency UDF', 'flink_udf', 'AZURE'),
  plugin('ccp-w3s0qa', 'Webhook Sink', 'SINK', 'GCP'),
];

export const versions: Record<string, FakeVersion[]> = {
  'ccp-4nd8q1': history('1.0.0', '1.1.0', '1.2.0', '1.9.0', '1.10.0', '2.0.0', '2.0.0-rc.1'),
  'ccp-71mx0k': history('v1.0.0', 'v1.0.1', ['v1.1.0', 'PROCESSING']),
  'ccp-9v2rpe': history('2.3.0', '2.4.0', '2.4.1', '3.0.0', [
    '3.1.0',
    'FAILED',
    'Class org.opensearch.SinkConnector was not found in the archive.',
  ]),
  'ccp-c3t5wz': history('5.0.0', 'v5.1.0'),
  'ccp-d8h1y6': history('1.4.0', '1.5.0-beta.2', '1.5.0'),
  'ccp-e0k7lm': history('v0.1.0', 'v0.2.0', 'v0.10.0', 'v0.9.0', 'v0.3.0'),
  'ccp-g5q2sn': history(
    ['1.0.0', 'FAILED', 'The archive is larger than the size limit.'],
    ['1.0.1', 'FAILED', 'The archive is not a valid ZIP file.'],
  ),
  'ccp-j9w4bx': history('1.0.0'),
  'ccp-k6z3dv': history('1.0.0', '1.0.17', '1.1.0', ['1.2.0', 'PROCESSING']),
  'ccp-m2y8ft': history('4.1.0', '4.2.0'),
  'ccp-p1r6hc': history(['0.1.0', 'PROCESSING']),
  'ccp-r7x5ju': history('1.0.0', '1.1.0'),
  'ccp-t4b9ng': history('v2.0.0'),
};

function plugin(id: string, name: string, type: string, cloud: string): FakePlugin {
  return { id, display_name: name, connector_type: type, cloud };
}

/** Versions from the oldest: READY, unless a phase is given and why it failed. */
function history(...versions: (string | [string, string, string?])[]): FakeVersion[] {
  return versions.map((given, position) => {
    const [version, phase, error_message] = typeof given === 'string' ? [given, 'READY'] : given;
    return {
      id: `ver-${position + 1}`,
      spec: { version, environment: { id: environment } },
      status: { phase, error_message },
    };
  });
}
