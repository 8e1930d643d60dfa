/**
 * Finds plugins by their display name: the custom connector plugins of the organization, and the
 * custom Connect plugins of an environment. Several plugins may have the same name. With --first the
 * search ends at the first one, and requests no further page.
 *
 *     npx tsx examples/find-plugin.ts 'Datagen Source'
 *     npx tsx examples/find-plugin.ts 'Jira Source' --environment env-abc123 --first
 */
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type {
  CcpmV1CustomConnectPlugin,
  ConfluentClient,
  ConnectV1CustomConnectorPlugin,
} from 'confluent-connect-plugins';
import { runAsProgram } from './shared/run-as-program.js';

/** A plugin of either family. */
export type FoundPlugin =
  | { family: 'connect/v1'; plugin: ConnectV1CustomConnectorPlugin }
  | { family: 'ccpm/v1'; plugin: CcpmV1CustomConnectPlugin };

/** Yields the plugins with exactly this name. Break out of the loop when you have enough. */
export async function* findPlugins(
  confluent: ConfluentClient,
  name: string,
  environment?: string,
): AsyncGenerator<FoundPlugin, void> {
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    if (plugin.display_name === name) yield { family: 'connect/v1', plugin };
  }
  if (environment === undefined) return;
  const params = { query: { environment } };
  for await (const plugin of confluent.paginate('/ccpm/v1/plugins', { params })) {
    if (plugin.spec.display_name === name) yield { family: 'ccpm/v1', plugin };
  }
}

await runAsProgram(import.meta, async (name, ...args) => {
  const { values } = parseArgs({
    args,
    options: { environment: { type: 'string' }, first: { type: 'boolean' } },
  });
  let count = 0;
  for await (const found of findPlugins(createConfluentClient(), name, values.environment)) {
    const { family, plugin } = found;
    console.log(plugin.id, family);
    count += 1;
    if (values.first) break;
  }
  if (count === 0) throw new Error(`No plugin is named ${name}`);
});
