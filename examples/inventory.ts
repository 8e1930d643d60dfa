/**
 * Lists all custom connector plugins, with the properties that each declares as sensitive: as a
 * table, or as CSV for a spreadsheet.
 *
 *     npx tsx examples/inventory.ts
 *     npx tsx examples/inventory.ts --csv > plugins.csv
 */
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { renderCsv } from './render-csv.js';
import { renderTable } from './render-table.js';
import { runAsProgram } from './run-as-program.js';

export const heading = ['ID', 'NAME', 'TYPE', 'CLOUD', 'CLASS', 'SENSITIVE PROPERTIES'];

/** The cells of every plugin, in the order of the heading. */
export async function takeInventory(confluent: ConfluentClient): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const { id, display_name, connector_type, cloud = '', connector_class } = plugin;
    const sensitive = plugin.sensitive_config_properties?.join(', ') ?? '';
    rows.push([id, display_name, connector_type, cloud, connector_class, sensitive]);
  }
  return rows;
}

await runAsProgram(import.meta, async (...args) => {
  const { values } = parseArgs({ args, options: { csv: { type: 'boolean' } } });
  const rows = await takeInventory(createConfluentClient());
  const lines = rows.map((cells) => ({ cells }));
  process.stdout.write(
    values.csv ? renderCsv([heading, ...rows]) : `${renderTable(heading, lines)}\n`,
  );
});
