/**
 * Lists all versions of all custom Connect plugins of an environment. The versions of several
 * plugins are requested at once, and a progress line shows how far it is.
 *
 *     npx tsx examples/all-versions.ts env-abc123
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import { listAllVersions } from './shared/list-all-versions.js';
import { renderTable } from './shared/render-table.js';
import { runAsProgram } from './shared/run-as-program.js';
import { showProgress } from './shared/show-progress.js';

await runAsProgram(import.meta, async (environment) => {
  const onProgress = showProgress.bind(undefined, process.stderr);
  const listed = await listAllVersions(createConfluentClient(), environment, { onProgress });
  const rows = listed.flatMap((entry) => {
    const { id, spec } = entry.plugin;
    if (entry.kind === 'refused') {
      return [{ cells: [spec.display_name, id, '-', '-'], notes: [`! ${entry.error.message}`] }];
    }
    return entry.versions.map((version) => ({
      cells: [spec.display_name, id, version.spec.version, version.status.phase],
    }));
  });
  console.log(renderTable(['PLUGIN', 'ID', 'VERSION', 'PHASE'], rows));
});
