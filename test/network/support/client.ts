import { onTestFinished, vi } from 'vitest';
import { API_KEY, API_SECRET } from '../../support/constants.js';

/** What the environment of an app holds that calls a server of a test. */
export function environmentOf(baseUrl: string): Record<string, string> {
  return {
    CONFLUENT_CLOUD_REST_ENDPOINT: baseUrl,
    CONFLUENT_CLOUD_API_KEY: API_KEY,
    CONFLUENT_CLOUD_API_SECRET: API_SECRET,
  };
}

/** Sets the environment of the running test, until it ends. */
export function useEnvironmentOf(baseUrl: string): void {
  for (const [name, value] of Object.entries(environmentOf(baseUrl))) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** Closes a server or a proxy when the running test ends. */
export async function untilTestEnds<T extends { close: () => Promise<unknown> }>(
  starting: Promise<T>,
): Promise<T> {
  const started = await starting;
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}
