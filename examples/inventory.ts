/**
 * Lists all plugins of both families: the custom connector plugins of the organization and, if you
 * give an environment, its custom Connect plugins. Prints a table, or CSV for a spreadsheet.
 *
 *     npx tsx examples/inventory.ts
 *     npx tsx examples/inventory.ts env-abc123 --without-flink
 *     npx tsx examples/inventory.ts env-abc123 --csv > plugins.csv
 *
 * The organization's list shows the user-defined functions (UDFs) of Flink too; --without-flink
 * leaves them out.
 */
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { renderCsv } from './shared/render-csv.js';
import { renderTable } from './shared/render-table.js';
import { runAsProgram } from './shared/run-as-program.js';

export const heading = ['ID', 'NAME', 'FAMILY', 'TYPE', 'CLOUD', 'SENSITIVE PROPERTIES'];

export interface InventoryOptions {
  /** The environment whose custom Connect plugins are listed too. Default: none. */
  environment?: string | undefined;
  /** Leaves the Flink UDFs out. Default: false. */
  withoutFlink?: boolean | undefined;
}

/** Returns the cells of every plugin, in the order of the heading. */
export async function takeInventory(
  confluent: ConfluentClient,
  { environment, withoutFlink = false }: InventoryOptions = {},
): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const { id, display_name, connector_type, cloud = '' } = plugin;
    if (withoutFlink && connector_type.startsWith('flink')) continue;
    const sensitive = plugin.sensitive_config_properties?.join(', ') ?? '';
    rows.push([id, display_name, 'connect/v1', connector_type, cloud, sensitive]);
  }
  if (environment === undefined) return rows;
  const params = { query: { environment } };
  for await (const { id, spec } of confluent.paginate('/ccpm/v1/plugins', { params })) {
    // Type and sensitive properties belong to the versions of these plugins.
    rows.push([id, spec.display_name, 'ccpm/v1', '', spec.cloud, '']);
  }
  return rows;
}

await runAsProgram(import.meta, async (...args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { csv: { type: 'boolean' }, 'without-flink': { type: 'boolean' } },
  });
  const rows = await takeInventory(createConfluentClient(), {
    environment: positionals[0],
    withoutFlink: values['without-flink'],
  });
  const lines = rows.map((cells) => ({ cells }));
  process.stdout.write(
    values.csv ? renderCsv([heading, ...rows]) : `${renderTable(heading, lines)}\n`,
  );
});
