import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { afterEach, beforeEach, vi } from 'vitest';
import { API_KEY, API_SECRET, CONNECTOR_PLUGINS_PATH } from './constants.js';
import { ONLY_PAGE } from './pages.js';
import { serve } from './serve.js';

/** Runs every test of the file without the environment variables of the client. */
export function clearClientEnvironment(): void {
  beforeEach(() => {
    for (const name of ['API_KEY', 'API_SECRET', 'REST_ENDPOINT']) {
      vi.stubEnv(`CONFLUENT_CLOUD_${name}`, undefined);
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });
}

/** Returns options with any values, as callers without types can give them. */
export const untyped = (options: object): ConfluentClientOptions => options;

/** Returns options with an API key and other values of any kind. */
export const withKey = (options: object): ConfluentClientOptions =>
  untyped({ apiKey: API_KEY, apiSecret: API_SECRET, ...options });

/** Returns the error that the client throws at its creation. */
export function creationErrorOf(options: object): Error {
  try {
    createConfluentClient(untyped(options));
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The client was created');
}

/** Returns the Authorization header that a client with these options sends. */
export async function authorizationOf(options: object): Promise<string | undefined> {
  const server = await serve(() => ONLY_PAGE);
  const confluent = createConfluentClient(untyped({ baseUrl: server.url, ...options }));
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  return server.requests[0]?.headers.authorization;
}
