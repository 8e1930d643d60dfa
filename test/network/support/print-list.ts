import { ConfluentError } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { CONNECTOR_PLUGINS_PATH } from '../../support/constants.js';

/** What `printList` prints. */
export type ListResult =
  { ids: string[] } | { name: string; attempts: number; retryable: boolean; message: string };

/** Lists plugins once, and prints the result as JSON: the ids, or the facts of the error. */
export async function printList(confluent: ConfluentClient): Promise<void> {
  console.log(JSON.stringify(await list(confluent)));
}

async function list(confluent: ConfluentClient): Promise<ListResult> {
  try {
    const { data } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
    return { ids: data.data.map(({ id }) => id) };
  } catch (error) {
    if (!(error instanceof ConfluentError)) throw error;
    const { name, attempts, retryable, message } = error;
    return { name, attempts, retryable, message };
  }
}
