/** Ordinary ways to use the client that have to compile. Compiled, never run. */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient, Middleware, RetryEvent } from 'confluent-connect-plugins';

declare const confluent: ConfluentClient;
const path = '/connect/v1/custom-connector-plugins';

/** Passes on a signal that may be absent, under exactOptionalPropertyTypes. */
export async function list(signal?: AbortSignal): Promise<number> {
  await confluent.GET(path, { signal: undefined });
  await confluent.GET(path, { signal: null });
  await confluent.GET(path, { signal });
  const options = { signal, prefetch: undefined, pageToken: undefined };
  const { items } = await confluent.paginate(path, options).collect({ limit: 1 });
  return items.length;
}

/** Keeps the events of retries by a function that returns a number, or a promise. */
export function keepEvents(events: RetryEvent[]): ConfluentClient[] {
  return [
    createConfluentClient({ onRetry: (event) => events.push(event) }),
    createConfluentClient({ onRetry: async () => Promise.resolve() }),
    createConfluentClient({ onRetry: undefined }),
  ];
}

const trace: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('X-Trace', '1');
  },
};
const middleware: readonly Middleware[] = [trace];
export const traced = createConfluentClient({ middleware });

const tuples: [string, string][] = [['X-A', '1']];
export const withHeaders = [
  confluent.GET(path, { headers: tuples }),
  confluent.GET(path, { headers: new Headers(tuples) }),
  confluent.GET(path, { headers: { 'X-A': '1' } }),
];
