import { vi } from 'vitest';
import type { ClientOptions } from './client.js';
import { API_KEY, API_SECRET } from './constants.js';

/** Creates a client whose operations the types of the package do not know. */
type Connect = (baseUrl: string, options?: ClientOptions) => unknown;

/**
 * Imports the client anew with changes to the generated table of operations, as a further path spec
 * would bring them.
 */
export async function importExtendedClient(
  extend: (operations: { listOperations: object }) => object,
): Promise<Connect> {
  vi.resetModules();
  vi.doMock('../../src/generated/operations.js', async (importOriginal) => {
    const operations = await importOriginal<{ listOperations: object }>();
    return { ...operations, ...extend(operations) };
  });
  try {
    const { createConfluentClient } = await import('confluent-connect-plugins');
    return (baseUrl, options) =>
      createConfluentClient({
        apiKey: API_KEY,
        apiSecret: API_SECRET,
        baseUrl,
        maxRetryDelayMs: 1,
        ...options,
      });
  } finally {
    vi.doUnmock('../../src/generated/operations.js');
    vi.resetModules();
  }
}
