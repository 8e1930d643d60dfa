import { ConfluentApiError } from 'confluent-connect-plugins';
import type {
  CcpmV1CustomConnectPlugin,
  CcpmV1CustomConnectPluginVersion,
  ConfluentClient,
} from 'confluent-connect-plugins';
import pMap from 'p-map';

/** A plugin with its versions, or with the 403 or 404 that came instead of them. */
export type PluginVersions = { plugin: CcpmV1CustomConnectPlugin } & (
  | { kind: 'versions'; versions: CcpmV1CustomConnectPluginVersion[] }
  | { kind: 'refused'; error: ConfluentApiError }
);

export interface ListAllOptions {
  /** The largest number of plugins whose versions are requested at once. Default: 4. */
  concurrency?: number;
  /** Called at the start, and when the versions of one more plugin are there. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Lists the versions of every custom Connect plugin of an environment, in the order of the plugins.
 *
 * A plugin whose versions are a 403 or a 404 does not end the list.
 *
 * @throws {ConfluentError} On every other error, and if the plugins themselves cannot be listed.
 */
export async function listAllVersions(
  confluent: ConfluentClient,
  environment: string,
  { concurrency = 4, onProgress }: ListAllOptions = {},
): Promise<PluginVersions[]> {
  const { items: plugins } = await confluent
    .paginate('/ccpm/v1/plugins', { params: { query: { environment } } })
    .collect({ limit: Infinity });
  const controller = new AbortController();
  const { signal } = controller;
  let done = 0;

  const listVersions = async (plugin: CcpmV1CustomConnectPlugin): Promise<PluginVersions> => {
    const params = { path: { plugin_id: plugin.id }, query: { environment } };
    try {
      const { items: versions } = await confluent
        .paginate('/ccpm/v1/plugins/{plugin_id}/versions', { params, signal })
        .collect({ limit: Infinity });
      return { plugin, kind: 'versions', versions };
    } catch (error) {
      const isRefusal =
        error instanceof ConfluentApiError && (error.status === 403 || error.status === 404);
      if (!isRefusal) throw error;
      return { plugin, kind: 'refused', error };
    } finally {
      done += 1;
      onProgress?.(done, plugins.length);
    }
  };

  onProgress?.(done, plugins.length);
  try {
    return await pMap(plugins, listVersions, { concurrency });
  } finally {
    // After an error the other requests and their retries are no longer needed.
    controller.abort();
  }
}
