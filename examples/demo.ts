/**
 * Lists both families of plugins: the custom connector plugins of the organization, and the custom
 * Connect plugins of an environment with their newest READY version and the versions that failed.
 *
 *     npm run demo
 *     npm run demo -- env-abc123
 *
 * It talks to a fake Confluent, unless CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET are in
 * the environment. The id of the environment is the argument, or CONFLUENT_ENVIRONMENT_ID.
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type {
  CcpmV1CustomConnectPluginVersion,
  ConfluentClient,
  ConfluentClientOptions,
} from 'confluent-connect-plugins';
import { listAllVersions } from './shared/list-all-versions.js';
import type { PluginVersions } from './shared/list-all-versions.js';
import { newestReady } from './newest-ready.js';
import { renderTable } from './shared/render-table.js';
import type { Row } from './shared/render-table.js';
import { runAsProgram } from './shared/run-as-program.js';
import * as sample from './shared/sample-data.js';
import { serveFake } from './shared/serve-fake.js';
import { showProgress } from './shared/show-progress.js';

async function printBothFamilies(
  options: ConfluentClientOptions,
  environment: string | undefined,
): Promise<void> {
  let requests = 0;
  const countRequests = {
    onRequest: (): void => {
      requests += 1;
    },
  };
  const confluent = createConfluentClient({ ...options, middleware: [countRequests] });
  await printConnectorPlugins(confluent);
  if (environment) {
    await printConnectPlugins(confluent, environment);
  } else {
    console.log('\nCustom Connect plugins belong to an environment, and none is given.');
    console.log('Give its id: npm run demo -- env-abc123, or CONFLUENT_ENVIRONMENT_ID.');
  }
  console.log(`\n${requests} requests.`);
}

async function printConnectorPlugins(confluent: ConfluentClient): Promise<void> {
  const rows: Row[] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const { display_name, id, connector_type, cloud = '-' } = plugin;
    rows.push({ cells: [display_name, id, connector_type, cloud] });
  }
  console.log(`Custom connector plugins of the organization: ${rows.length}\n`);
  console.log(renderTable(['NAME', 'ID', 'TYPE', 'CLOUD'], rows));
}

async function printConnectPlugins(confluent: ConfluentClient, environment: string): Promise<void> {
  const onProgress = showProgress.bind(undefined, process.stderr);
  const rows = (await listAllVersions(confluent, environment, { onProgress })).map(toRow);
  console.log(`\nCustom Connect plugins of environment ${environment}: ${rows.length}\n`);
  console.log(renderTable(['NAME', 'ID', 'CLOUD', 'NEWEST READY', 'VERSIONS'], rows));
}

/** Returns the row of a plugin, with a line below it for each version that failed. */
function toRow(entry: PluginVersions): Row {
  const { id, spec } = entry.plugin;
  const cells = [spec.display_name, id, spec.cloud];
  switch (entry.kind) {
    case 'refused':
      return {
        cells: [...cells, '-', 'not listed'],
        notes: [`! versions not listed: ${entry.error.message}`],
      };
    case 'versions': {
      const newest = newestReady(entry.versions)?.spec.version ?? '-';
      const failed = entry.versions.filter(({ status }) => status.phase === 'FAILED');
      return {
        cells: [...cells, newest, countPhases(entry.versions)],
        notes: failed.map((version) => {
          const { error_message = 'no reason given' } = version.status;
          return `! ${version.spec.version} failed: ${error_message}`;
        }),
      };
    }
  }
}

/** Counts versions by phase, for instance `3 READY, 1 FAILED`. */
function countPhases(versions: readonly CcpmV1CustomConnectPluginVersion[]): string {
  const counts = new Map<string, number>();
  for (const { status } of versions) {
    counts.set(status.phase, (counts.get(status.phase) ?? 0) + 1);
  }
  return [...counts].map(([phase, count]) => `${count} ${phase}`).join(', ') || 'none';
}

async function printFake(): Promise<void> {
  const { customConnectorPlugins, customConnectPlugins, environment } = sample;
  const content = { customConnectorPlugins, customConnectPlugins, pageSize: 4 };
  const { fake, baseUrl, close } = await serveFake(content);
  try {
    console.log(`Talking to a fake Confluent at ${baseUrl}, environment ${environment}.`);
    console.log('Set CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET for the real one.\n');
    const { apiKey, apiSecret } = fake.options;
    await printBothFamilies({ apiKey, apiSecret, baseUrl }, environment);
  } finally {
    await close();
  }
}

await runAsProgram(import.meta, async (...[id]) => {
  const { CONFLUENT_CLOUD_API_KEY, CONFLUENT_CLOUD_API_SECRET, CONFLUENT_ENVIRONMENT_ID } =
    process.env;
  if (!CONFLUENT_CLOUD_API_KEY && !CONFLUENT_CLOUD_API_SECRET) {
    await printFake();
    return;
  }
  console.log('Talking to Confluent Cloud.\n');
  await printBothFamilies({}, id ?? CONFLUENT_ENVIRONMENT_ID);
});
