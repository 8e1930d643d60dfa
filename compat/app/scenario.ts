import {
  ConfluentApiError,
  ConfluentError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { ConfluentClient, ConfluentClientOptions } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { SUBJECT_TOKEN } from './identity.js';

type Credentials = { apiKey: string; apiSecret: string } | { accessToken: () => Promise<string> };
type Options = Omit<ConfluentClientOptions, 'apiKey' | 'apiSecret' | 'accessToken'>;

/** Formats a value as a log of the runtime does. */
export type Inspect = (value: unknown) => string;

/** What a scenario works with. */
export interface ScenarioContext {
  /** Creates a client of the scenario's own fake. Default credentials: the API key of the fake. */
  connect: (options?: Options, credentials?: Credentials) => ConfluentClient;
  baseUrl: string;
  /** Returns the facts of an error that are the same in all runtimes. */
  describe: (error: unknown) => unknown;
}

/** Scenarios by name. The result of each is compared with the expectation of the same name. */
export type Scenarios = Record<string, (context: ScenarioContext) => Promise<unknown>>;

export const { apiKey, apiSecret } = createFakeConfluent().options;
export const { accessToken } = createFakeConfluent();

/** Returns the ids of all items. */
export async function idsOf(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

/** Leaves out the text of a network fault: each runtime has its own. */
export function describeError(error: unknown, inspect: Inspect): unknown {
  if (!(error instanceof ConfluentError)) return `not a ConfluentError: ${String(error)}`;
  const { name, attempts, retryable } = error;
  const text = [JSON.stringify(error), inspect(error), String(error.stack)].join();
  const secrets = [apiSecret, accessToken, SUBJECT_TOKEN, btoa(`${apiKey}:${apiSecret}`)];
  const leaks = secrets.some((secret) => text.includes(secret));
  const facts = { name, attempts, retryable, leaks };
  if (error instanceof ConfluentApiError) {
    const { status, message, errors, requestId } = error;
    return { ...facts, status, message, errors, requestId };
  }
  if (error instanceof ConfluentTimeoutError) return { ...facts, timeoutMs: error.timeoutMs };
  return facts;
}
