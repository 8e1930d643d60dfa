/**
 * Finds plugins by their display name, exactly as it is written. Several may have it; with --first
 * one is enough, and no further page is asked for.
 *
 *     npx tsx examples/find-plugin.ts 'Datagen Source'
 *     npx tsx examples/find-plugin.ts 'Datagen Source' --first
 */
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient, ConnectV1CustomConnectorPlugin } from 'confluent-connect-plugins';
import { runAsProgram } from './run-as-program.js';

/** The plugins with exactly this name, or the first of them alone; none is an empty list. */
export async function findPlugins(
  confluent: ConfluentClient,
  name: string,
  { first = false }: { first?: boolean } = {},
): Promise<ConnectV1CustomConnectorPlugin[]> {
  const found: ConnectV1CustomConnectorPlugin[] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    if (plugin.display_name !== name) continue;
    found.push(plugin);
    if (first) break;
  }
  return found;
}

await runAsProgram(import.meta, async (name, ...args) => {
  const { values } = parseArgs({ args, options: { first: { type: 'boolean' } } });
  const found = await findPlugins(createConfluentClient(), name, values);
  if (found.length === 0) throw new Error(`No plugin is named ${name}`);
  for (const { id, connector_type, cloud = '' } of found) console.log(id, connector_type, cloud);
});
