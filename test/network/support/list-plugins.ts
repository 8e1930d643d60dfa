/**
 * Lists plugins once, and prints the result as JSON: the ids, or the facts of the error. All
 * settings come from the environment.
 */
import { ConfluentError, createConfluentClient } from 'confluent-connect-plugins';
import { CONNECTOR_PLUGINS_PATH } from '../../support/constants.js';

/** What the program prints. */
export type ListResult =
  { ids: string[] } | { name: string; attempts: number; retryable: boolean; message: string };

async function list(): Promise<ListResult> {
  const confluent = createConfluentClient({ maxRetries: 1, maxRetryDelayMs: 1 });
  try {
    const { data } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
    return { ids: data.data.map(({ id }) => id) };
  } catch (error) {
    if (!(error instanceof ConfluentError)) throw error;
    const { name, attempts, retryable, message } = error;
    return { name, attempts, retryable, message };
  }
}

console.log(JSON.stringify(await list()));
