/**
 * Prints the newest READY version of a custom Connect plugin.
 *
 *     npx tsx examples/newest-ready.ts ccp-abc123 env-abc123
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { CcpmV1CustomConnectPluginVersion, ConfluentClient } from 'confluent-connect-plugins';
import semver from 'semver';
import { runAsProgram } from './shared/run-as-program.js';

/**
 * Returns the newest READY version by SemVer precedence, with or without a leading "v".
 *
 * @returns `undefined` if no version is READY. Versions that are not SemVer are skipped.
 */
export function newestReady(
  versions: readonly CcpmV1CustomConnectPluginVersion[],
): CcpmV1CustomConnectPluginVersion | undefined {
  return versions
    .filter(({ spec, status }) => status.phase === 'READY' && semver.valid(spec.version) !== null)
    .sort((a, b) => semver.rcompare(a.spec.version, b.spec.version))[0];
}

/** Finds the newest READY version of a plugin; undefined if there is none. */
export async function findNewestReady(
  confluent: ConfluentClient,
  pluginId: string,
  environment: string,
): Promise<CcpmV1CustomConnectPluginVersion | undefined> {
  const { items } = await confluent
    .paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
      params: { path: { plugin_id: pluginId }, query: { environment } },
    })
    .collect({ limit: Infinity });
  return newestReady(items);
}

await runAsProgram(import.meta, async (pluginId, environment) => {
  const newest = await findNewestReady(createConfluentClient(), pluginId, environment);
  if (!newest) throw new Error(`No version of ${pluginId} is READY in ${environment}`);
  console.log(newest.spec.version, newest.id);
});
