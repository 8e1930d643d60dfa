import type {
  CcpmV1CustomConnectPluginVersion,
  ConnectV1CustomConnectorPlugin,
} from 'confluent-connect-plugins';
import { newestReady } from './newest-ready.js';
import type { Row } from './render-table.js';

export const heading = ['NAME', 'ID', 'TYPE', 'CLOUD', 'NEWEST READY', 'VERSIONS'];

/** A plugin in one line, and below it a line for each version that failed. */
export function pluginRow(
  plugin: ConnectV1CustomConnectorPlugin,
  versions: readonly CcpmV1CustomConnectPluginVersion[],
): Row {
  const { display_name, id, connector_type, cloud = '-' } = plugin;
  const newest = newestReady(versions)?.spec.version ?? '-';
  return {
    cells: [display_name, id, connector_type, cloud, newest, countPhases(versions)],
    notes: versions
      .filter(({ status }) => status.phase === 'FAILED')
      .map(
        ({ spec, status }) =>
          `! ${spec.version} failed: ${status.error_message ?? 'no reason given'}`,
      ),
  };
}

/** For instance `3 READY, 1 FAILED`. */
function countPhases(versions: readonly CcpmV1CustomConnectPluginVersion[]): string {
  const counts = new Map<string, number>();
  for (const { status } of versions) {
    counts.set(status.phase, (counts.get(status.phase) ?? 0) + 1);
  }
  return [...counts].map(([phase, count]) => `${count} ${phase}`).join(', ') || 'none';
}
