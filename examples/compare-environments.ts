/**
 * Compares the versions of every plugin in two environments: which are in one alone, and which are
 * in different phases. Exits with 1 if there is any difference, so that it can guard a promotion.
 *
 *     npx tsx examples/compare-environments.ts env-staging env-production
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { renderTable } from './render-table.js';
import { runAsProgram } from './run-as-program.js';

/** A version with its phase in either environment, undefined where it is missing. */
export interface Difference {
  plugin: string;
  version: string;
  phases: [string | undefined, string | undefined];
}

/** The versions that are not in the same phase in both environments, plugin by plugin. */
export async function compareEnvironments(
  confluent: ConfluentClient,
  environmentA: string,
  environmentB: string,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const [a, b] = await Promise.all([
      listPhases(confluent, plugin.id, environmentA),
      listPhases(confluent, plugin.id, environmentB),
    ]);
    for (const version of new Set([...a.keys(), ...b.keys()])) {
      const phases: Difference['phases'] = [a.get(version), b.get(version)];
      if (phases[0] === phases[1]) continue;
      differences.push({ plugin: plugin.display_name, version, phases });
    }
  }
  return differences;
}

/** The phase of each version. */
async function listPhases(
  confluent: ConfluentClient,
  pluginId: string,
  environment: string,
): Promise<Map<string, string>> {
  const phases = new Map<string, string>();
  const versions = confluent.paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
    params: { path: { plugin_id: pluginId }, query: { environment } },
  });
  for await (const { spec, status } of versions) phases.set(spec.version, status.phase);
  return phases;
}

await runAsProgram(import.meta, async (a, b) => {
  const differences = await compareEnvironments(createConfluentClient(), a, b);
  const rows = differences.map(({ plugin, version, phases: [inA = '-', inB = '-'] }) => ({
    cells: [plugin, version, inA, inB],
  }));
  console.log(rows.length ? renderTable(['PLUGIN', 'VERSION', a, b], rows) : 'No difference.');
  if (rows.length) process.exitCode = 1;
});
