/**
 * Lists all custom connector plugins with the newest READY version of each.
 *
 * It talks to a fake Confluent. With CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET set it
 * talks to Confluent Cloud; the first argument, or CONFLUENT_ENVIRONMENT_ID, is then the id of the
 * environment whose versions it lists.
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { heading, pluginRow } from './plugin-row.js';
import { renderTable } from './render-table.js';
import type { Row } from './render-table.js';
import { runAsProgram } from './run-as-program.js';
import * as sample from './sample-data.js';
import { serveFake } from './serve-fake.js';

async function printPlugins(options: ConfluentClientOptions, environment: string): Promise<void> {
  let requests = 0;
  let versionCount = 0;
  const count = { onRequest: (): void => void (requests += 1) };
  const confluent = createConfluentClient({ ...options, middleware: [count] });

  const rows: Row[] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const { items: versions } = await confluent
      .paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
        params: { path: { plugin_id: plugin.id }, query: { environment } },
      })
      .collect({ limit: Infinity });
    rows.push(pluginRow(plugin, versions));
    versionCount += versions.length;
  }

  console.log(renderTable(heading, rows));
  console.log(`\n${rows.length} plugins and ${versionCount} versions in ${requests} requests.`);
}

async function askFake(): Promise<void> {
  const { plugins, versions, environment } = sample;
  const { close, ...options } = await serveFake({ plugins, versions, pageSize: 4 });
  try {
    console.log(`Talking to a fake Confluent at ${options.baseUrl}, environment ${environment}.`);
    console.log('Set CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET for the real one.\n');
    await printPlugins(options, environment);
  } finally {
    await close();
  }
}

async function askConfluent(environment: string | undefined): Promise<void> {
  if (!environment) {
    throw new Error('Which environment? Give its id: npm run demo -- env-abc123');
  }
  console.log(`Talking to Confluent Cloud, environment ${environment}.\n`);
  await printPlugins({}, environment);
}

await runAsProgram(import.meta, async (...[id]) => {
  const { CONFLUENT_CLOUD_API_KEY, CONFLUENT_CLOUD_API_SECRET, CONFLUENT_ENVIRONMENT_ID } =
    process.env;
  await (CONFLUENT_CLOUD_API_KEY && CONFLUENT_CLOUD_API_SECRET
    ? askConfluent(id ?? CONFLUENT_ENVIRONMENT_ID)
    : askFake());
});
