/**
 * The server of all workloads, in a process of its own: one list of plugins, in the paging
 * convention of each client.
 *
 * Arguments: the number of items; the milliseconds that each response takes. It sends its origin
 * when it listens. It replies to each message with the number of requests since the previous one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../test/support/loopback-server.js';
import { replyWithPage } from './paging-conventions.js';

const [total = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
let requestCount = 0;

const { url: origin } = await startServer(
  async (request) => {
    requestCount += 1;
    if (latencyMs > 0) await sleep(latencyMs);
    return replyWithPage({ origin, total }, request);
  },
  { record: false },
);
process.on('message', () => {
  process.send?.(requestCount);
  requestCount = 0;
});
process.on('disconnect', () => process.exit());
process.send?.(origin);
