import type {
  CcpmV1CustomConnectPlugin,
  CcpmV1CustomConnectPluginVersion,
  ConnectV1CustomConnectorPlugin,
} from '../generated/contracts.js';

/** Any part of T. A property given as `undefined` is left out of the response. */
export type DeepPartial<T> = T extends string | number | boolean | readonly unknown[]
  ? T
  : { [K in keyof T]?: DeepPartial<T[K]> | undefined };

/** A custom connector plugin (connect/v1) of the fake: its id, and what the test is about. */
export type FakeCustomConnectorPlugin = DeepPartial<ConnectV1CustomConnectorPlugin> & {
  id: string;
};

/**
 * A custom Connect plugin (ccpm/v1) of the fake: its id, and what the test is about.
 *
 * It belongs to the environment `spec.environment.id`, which is 'env-1' if none is given.
 */
export type FakeCustomConnectPlugin = DeepPartial<CcpmV1CustomConnectPlugin> & {
  id: string;
  /** The versions of the plugin, in the order of their list. Default: none. */
  versions?: readonly FakeCustomConnectPluginVersion[] | undefined;
};

/** A version of a custom Connect plugin of the fake: its id, and what the test is about. */
export type FakeCustomConnectPluginVersion = DeepPartial<CcpmV1CustomConnectPluginVersion> & {
  id: string;
};

/** The cloud of a plugin for which none is given. */
export const DEFAULT_CLOUD = 'AWS';

/** The environment of a custom Connect plugin for which none is given. */
export const DEFAULT_ENVIRONMENT = 'env-1';

/** Returns the id of the environment that a custom Connect plugin belongs to. */
export function environmentOf({ spec }: FakeCustomConnectPlugin): string {
  return spec?.environment?.id ?? DEFAULT_ENVIRONMENT;
}
