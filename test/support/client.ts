import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient, ConfluentClientOptions } from 'confluent-connect-plugins';
import { API_KEY, API_SECRET } from './constants.js';

/** The options of a client without its credentials. */
export type ClientOptions = Omit<ConfluentClientOptions, 'apiKey' | 'apiSecret' | 'accessToken'>;

/** The base URL of a client that has a fetch of its own. The host does not exist. */
export const NO_HOST = 'https://api.confluent.test';

/** Creates a client with an API key that waits 1 ms at most before a retry. */
export function connect(baseUrl: string, options: ClientOptions = {}): ConfluentClient {
  return createConfluentClient({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    baseUrl,
    maxRetryDelayMs: 1,
    ...options,
  });
}

/** Creates a client whose fetch returns what the function returns, without a server. */
export function connectToFetch(
  respond: (request: Request) => Response | Promise<Response>,
  options: ClientOptions = {},
): ConfluentClient {
  return connect(NO_HOST, { fetch: async (request) => respond(request), ...options });
}

/** Returns what a promise rejects with. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The promise was fulfilled');
}

/** Returns the error that a promise rejects with, which has to be of the class. */
export async function failureOf<E extends Error>(
  type: abstract new (...parameters: never[]) => E,
  promise: PromiseLike<unknown>,
): Promise<E> {
  const error = await rejectionOf(promise);
  if (error instanceof type) return error;
  throw new Error(`Expected a ${type.name}`, { cause: error });
}
