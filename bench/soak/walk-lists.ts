import { ConfluentError } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { CONNECTOR_PLUGINS_PATH } from '../../test/support/constants.js';

/** What the walks of a soak came to. */
export interface WalkCounts {
  items: number;
  /** Items that were not the next one of their list: lost, doubled or in a wrong order. */
  wrongItems: number;
  completedWalks: number;
  /** Walks that were resumed at the page of their error, by the name of the error. */
  resumed: Record<string, number>;
}

/** What a walk is about. */
export interface WalkTask {
  confluent: ConfluentClient;
  /** The name of the list, which the server puts before the number of each item. */
  list: string;
  itemsOfList: number;
  prefetch: boolean;
  signal: AbortSignal;
  counts: WalkCounts;
}

/**
 * Walks over a list once, resumes after errors that are not retried, and adds to the counts. Ends
 * early when the signal aborts.
 *
 * @throws What is no error of the server or the network.
 */
export async function walkList(task: WalkTask): Promise<void> {
  const { confluent, list, itemsOfList, prefetch, signal, counts } = task;
  let expected = 0;
  let pageToken: string | undefined;
  for (;;) {
    const params = { query: { cloud: list } };
    const init = { params, prefetch, signal, pageToken };
    try {
      for await (const { id } of confluent.paginate(CONNECTOR_PLUGINS_PATH, init)) {
        if (id !== `${list}-${expected}`) counts.wrongItems += 1;
        expected += 1;
        counts.items += 1;
      }
      if (expected !== itemsOfList) counts.wrongItems += 1;
      counts.completedWalks += 1;
      return;
    } catch (error) {
      if (signal.aborted && error === signal.reason) return;
      if (!(error instanceof ConfluentError) || !error.walk) throw error;
      counts.resumed[error.name] = (counts.resumed[error.name] ?? 0) + 1;
      pageToken = error.walk.pageToken;
    }
  }
}
