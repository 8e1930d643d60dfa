import { createConfluentClient } from 'confluent-connect-plugins';

const client = createConfluentClient();

export async function listNames(environment: string, id: string): Promise<string[]> {
  const query = { environment };
  const connectorPlugins = await client.GET('/connect/v1/custom-connector-plugins', {
    params: { query: { cloud: 'AWS' } },
  });
  const connectPlugins = await client.GET('/ccpm/v1/plugins', { params: { query } });
  const versions = await client.GET('/ccpm/v1/plugins/{plugin_id}/versions', {
    params: { path: { plugin_id: id }, query },
  });
  return [
    ...connectorPlugins.data.data.map((plugin) => plugin.display_name),
    ...connectPlugins.data.data.map((plugin) => plugin.spec.display_name),
    ...versions.data.data.map((version) => version.spec.version),
  ];
}
