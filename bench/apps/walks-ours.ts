import { createConfluentClient } from 'confluent-connect-plugins';

const client = createConfluentClient();

export async function listNames(environment: string, id: string): Promise<string[]> {
  const query = { environment };
  const limit = 500;
  const connectorPlugins = await client
    .paginate('/connect/v1/custom-connector-plugins', { params: { query: { cloud: 'AWS' } } })
    .collect({ limit });
  const connectPlugins = await client
    .paginate('/ccpm/v1/plugins', { params: { query } })
    .collect({ limit });
  const versions = await client
    .paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
      params: { path: { plugin_id: id }, query },
    })
    .collect({ limit });
  return [
    ...connectorPlugins.items.map((plugin) => plugin.display_name),
    ...connectPlugins.items.map((plugin) => plugin.spec.display_name),
    ...versions.items.map((version) => version.spec.version),
  ];
}
