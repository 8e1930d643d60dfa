/**
 * The server of the soak, in a process of its own: a list of items for each value of `cloud`, a rate
 * limit that counts requests as they arrive, and random faults.
 *
 * Argument: a `ServerTask` as JSON. It sends its origin when it listens. It replies to each message
 * with its `ServerCounts`.
 */
import { startServer } from '../../test/support/loopback-server.js';
import type { Reply } from '../../test/support/loopback-server.js';
import { faultNames, faults } from '../../test/support/faults.js';
import { createRateWindow } from '../../src/testing/rate-window.js';
import { createRandom } from './random.js';

/** What the server does. */
export interface ServerTask {
  seed: number;
  itemsOfList: number;
  /** The requests that are allowed in a window. */
  limit: number;
  windowMs: number;
  /** The part of the requests that meet a fault, from 0 to 1. */
  faultRate: number;
}

/** What the server has seen so far. */
export interface ServerCounts {
  requests: number;
  /** Requests that got a 429. */
  refused: number;
  /** Requests that met each fault, by its name. */
  faults: Record<string, number>;
  /** Requests and connections that are open now. */
  openRequests: number;
  openSockets: number;
}

const { seed, itemsOfList, limit, windowMs, faultRate } = JSON.parse(
  process.argv[2] ?? '',
) as ServerTask;
const random = createRandom(seed);
const countRequest = createRateWindow(limit, windowMs);
const counts = { requests: 0, refused: 0, openRequests: 0 };
const faultCounts = Object.fromEntries(faultNames.map((name) => [name, 0]));

function replyWithPage(query: URLSearchParams, headers: Record<string, string>): Reply {
  const list = query.get('cloud') ?? '';
  const start = Number(query.get('page_token') ?? 0);
  const end = Math.min(start + Number(query.get('page_size')), itemsOfList);
  const data = Array.from({ length: end - start }, (_, index) => ({
    id: `${list}-${start + index}`,
  }));
  const next = end < itemsOfList ? `?page_token=${end}` : null;
  return { headers, body: { metadata: { next }, data } };
}

const server = await startServer(
  ({ query, closed }) => {
    counts.requests += 1;
    counts.openRequests += 1;
    void closed.then(() => (counts.openRequests -= 1));
    const { isExceeded, headers } = countRequest();
    if (isExceeded) {
      counts.refused += 1;
      return { status: 429, headers };
    }
    const name = random() < faultRate && faultNames[Math.floor(random() * faultNames.length)];
    if (!name) return replyWithPage(query, headers);
    faultCounts[name] = (faultCounts[name] ?? 0) + 1;
    const fault: Reply = faults[name];
    return 'headers' in fault || 'body' in fault || 'start' in fault
      ? { ...fault, headers: { ...fault.headers, ...headers } }
      : fault;
  },
  { record: false },
);
process.on('message', () => {
  const openSockets = server.countOpenSockets();
  process.send?.({ ...counts, faults: faultCounts, openSockets } satisfies ServerCounts);
});
process.on('disconnect', () => process.exit());
process.send?.(server.url);
