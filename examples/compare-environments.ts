/**
 * Compares the custom Connect plugins of two environments, by display name: a plugin belongs to one
 * environment, so that its twin in another one has another id. Prints the versions that only one
 * environment has, or that are in different phases. Exits with 1 if there is a difference, so that
 * it can guard a promotion.
 *
 *     npx tsx examples/compare-environments.ts env-staging env-production
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { listAllVersions } from './shared/list-all-versions.js';
import { renderTable } from './shared/render-table.js';
import { runAsProgram } from './shared/run-as-program.js';

/** A version with its phase in either environment; undefined where it is missing. */
export interface Difference {
  plugin: string;
  version: string;
  phases: [string | undefined, string | undefined];
}

type PhasesByVersion = Map<string, string>;

/** Returns the versions that are not in the same phase in both environments. */
export async function compareEnvironments(
  confluent: ConfluentClient,
  environmentA: string,
  environmentB: string,
): Promise<Difference[]> {
  const [a, b] = await Promise.all([
    listPhases(confluent, environmentA),
    listPhases(confluent, environmentB),
  ]);
  const differences: Difference[] = [];
  for (const plugin of new Set([...a.keys(), ...b.keys()])) {
    const [inA, inB] = [a.get(plugin), b.get(plugin)];
    for (const version of new Set([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])])) {
      const phases: Difference['phases'] = [inA?.get(version), inB?.get(version)];
      if (phases[0] !== phases[1]) differences.push({ plugin, version, phases });
    }
  }
  return differences;
}

/** Lists the phase of each version by display name. Plugins with the same name count as one. */
async function listPhases(
  confluent: ConfluentClient,
  environment: string,
): Promise<Map<string, PhasesByVersion>> {
  const phasesByName = new Map<string, PhasesByVersion>();
  for (const entry of await listAllVersions(confluent, environment)) {
    // Versions that cannot be read must not pass for versions that do not exist.
    if (entry.kind === 'refused') throw entry.error;
    const name = entry.plugin.spec.display_name;
    const phases = phasesByName.get(name) ?? new Map<string, string>();
    for (const { spec, status } of entry.versions) phases.set(spec.version, status.phase);
    phasesByName.set(name, phases);
  }
  return phasesByName;
}

await runAsProgram(import.meta, async (a, b) => {
  const differences = await compareEnvironments(createConfluentClient(), a, b);
  if (differences.length === 0) {
    console.log('No difference.');
    return;
  }
  const rows = differences.map(({ plugin, version, phases: [inA = '-', inB = '-'] }) => ({
    cells: [plugin, version, inA, inB],
  }));
  console.log(renderTable(['PLUGIN', 'VERSION', a, b], rows));
  process.exitCode = 1;
});
