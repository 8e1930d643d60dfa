import { createConfluentClient } from 'confluent-connect-plugins';
import type { ClientOptions } from '../../../src/settings.js';
import type { ConfluentClient } from 'confluent-connect-plugins';

export const PLUGINS = '/connect/v1/custom-connector-plugins';
export const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

/** As long as real ones: what is shorter than 8 characters is not kept out of messages. */
export const KEY = 'ABCDEFGHIJ012345';
export const SECRET = 'cflt+Zm9v/secretsecretsecretsecretsecretsecretsecretsecret==';
export const PAIR = btoa(`${KEY}:${SECRET}`);

/** A good last page. */
export const LIST = { body: { metadata: {}, data: [{ id: 'ccp-1' }] } };

/** A client with an API key, which hardly waits before it tries again. */
export function connect(baseUrl: string, options: ClientOptions = {}): ConfluentClient {
  return createConfluentClient({
    apiKey: KEY,
    apiSecret: SECRET,
    baseUrl,
    maxRetryDelayMs: 1,
    ...options,
  });
}

/** What a promise rejects with. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The promise was fulfilled');
}

/** The rejection of a promise, which has to be of the class. */
export async function failureOf<E extends Error>(
  type: abstract new (...parameters: never[]) => E,
  promise: PromiseLike<unknown>,
): Promise<E> {
  const error = await rejectionOf(promise);
  if (error instanceof type) return error;
  throw new Error(`Expected a ${type.name}`, { cause: error });
}
