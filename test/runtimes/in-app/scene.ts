import { ConfluentError } from 'confluent-connect-plugins';
import type {
  ConfluentApiError,
  ConfluentClient,
  ConfluentClientOptions,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';

type Credentials = { apiKey: string; apiSecret: string } | { accessToken: () => Promise<string> };
type Options = Omit<ConfluentClientOptions, 'apiKey' | 'apiSecret' | 'accessToken'>;

/** How a runtime shows a value in a log. */
export type Inspect = (value: unknown) => string;

/** What an observation works with. */
export interface Scene {
  /** A client of the observation's own world, with the fake's API key unless told otherwise. */
  connect: (options?: Options, credentials?: Credentials) => ConfluentClient;
  baseUrl: string;
  /** What there is to tell of an error. */
  describe: (error: unknown) => unknown;
}

/** Observations by name. Each has a world of that name. */
export type Observations = Record<string, (scene: Scene) => Promise<unknown>>;

export const PLUGINS = '/connect/v1/custom-connector-plugins';
export const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';
export const { apiKey, apiSecret } = createFakeConfluent().options;
export const { accessToken } = createFakeConfluent();

/** The ids of all items. */
export async function idsOf(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

/** What is the same in every runtime: not the words for what went wrong on the network. */
export function describeError(error: unknown, inspect: Inspect): unknown {
  if (!(error instanceof ConfluentError)) return `not ours: ${String(error)}`;
  const { name, message, attempts, requestId, retryable } = error;
  const { status, errors } = error as Partial<ConfluentApiError>;
  const { timeoutMs } = error as Partial<ConfluentTimeoutError>;
  const shown = [JSON.stringify(error), inspect(error), String(error.stack)].join();
  const secrets = [apiSecret, accessToken, btoa(`${apiKey}:${apiSecret}`)];
  return {
    name,
    attempts,
    retryable,
    leaks: secrets.some((secret) => shown.includes(secret)),
    ...(status && { status, message, errors, requestId }),
    ...(timeoutMs && { timeoutMs }),
  };
}
