/**
 * Logs every request with its status, duration and request id, through a middleware. The duration
 * ends when the headers of the response are there; the body comes after it. A middleware sees every
 * attempt, so that a retry is a line of its own, and it never sees the credentials.
 *
 *     npx tsx examples/log-requests.ts
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { runAsProgram } from './shared/run-as-program.js';

type Middleware = NonNullable<ConfluentClientOptions['middleware']>[number];

/** Creates a middleware that calls `log` with one line for each request. */
export function logRequests(log: (line: string) => void): Middleware {
  const startTimes = new Map<string, number>();
  const end = (id: string, { method, url }: Request, result: string): void => {
    const durationMs = Math.round(performance.now() - (startTimes.get(id) ?? 0));
    startTimes.delete(id);
    log(`${method} ${url} ${result} after ${durationMs} ms`);
  };
  return {
    onRequest({ id }) {
      startTimes.set(id, performance.now());
    },
    onResponse({ id, request, response }) {
      const requestId = response.headers.get('X-Request-Id') ?? 'none';
      end(id, request, `${response.status} (request id ${requestId})`);
    },
    onError({ id, request, error }) {
      end(id, request, `failed: ${error instanceof Error ? error.message : String(error)}`);
    },
  };
}

await runAsProgram(import.meta, async () => {
  const confluent = createConfluentClient({ middleware: [logRequests(console.error)] });
  for await (const { id, display_name } of confluent.paginate(
    '/connect/v1/custom-connector-plugins',
  )) {
    console.log(id, display_name);
  }
});
