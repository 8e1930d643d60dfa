/**
 * Walks over many lists at once for a while, against a server that fails at random, and checks that
 * nothing is lost and nothing is left over. Nothing leaves the machine. Exits 1 if a check fails.
 *
 * Options: --seconds (60, at most 600), --seed (1). A slow machine gets the time that it needs to walk
 * over each list once, up to 600 seconds.
 */
import { fork } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import { API_KEY, API_SECRET } from '../../test/support/constants.js';
import { countResources, growthOf, measureMemory } from './resources.js';
import type { ServerCounts, ServerTask } from './server.js';
import { walkList } from './walk-lists.js';
import type { WalkCounts } from './walk-lists.js';

const MAX_SECONDS = 600;
const LISTS = 20;
const ITEMS_OF_LIST = 7500;
/** The most bytes that the process may grow from the second third of the time to the last. */
const MAX_GROWTH = 2 * 2 ** 20;
/** The connections of Node's fetch stay open for 4 s after their last request. */
const KEEP_ALIVE_MS = 8000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const seconds = Number(values.seconds);
if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
  throw new RangeError(`--seconds must be from 1 to ${MAX_SECONDS}`);
}

const task: ServerTask = {
  seed: Number(values.seed),
  itemsOfList: ITEMS_OF_LIST,
  limit: 40,
  windowMs: 1000,
  faultRate: 0.1,
};
const before = countResources();
const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [JSON.stringify(task)]);
const [origin] = (await once(server, 'message')) as [string];

async function askServer(): Promise<ServerCounts> {
  server.send('counts');
  const [counts] = (await once(server, 'message')) as [ServerCounts];
  return counts;
}

let retries = 0;
const confluent = createConfluentClient({
  apiKey: API_KEY,
  apiSecret: API_SECRET,
  baseUrl: origin,
  timeoutMs: 1000,
  maxRetryDelayMs: 2000,
  onRetry: () => (retries += 1),
});
const counts: WalkCounts = { items: 0, wrongItems: 0, completedWalks: 0, resumed: {} };
const memory: number[] = [];
let listeners = 0;

const stop = new AbortController();
const { signal } = stop;
const start = performance.now();
const timer = setInterval(() => {
  const tookSeconds = (performance.now() - start) / 1000;
  const isOver = tookSeconds >= seconds && counts.completedWalks >= LISTS;
  if (isOver || tookSeconds >= MAX_SECONDS) stop.abort();
}, 100);
const sampler = setInterval(() => memory.push(measureMemory()), 1000);
while (!signal.aborted) {
  const walks = Array.from({ length: LISTS }, async (_, index) =>
    walkList({
      confluent,
      list: `list${index}`,
      itemsOfList: ITEMS_OF_LIST,
      prefetch: index % 2 === 0,
      signal,
      counts,
    }),
  );
  await Promise.all(walks);
  listeners = Math.max(listeners, getEventListeners(signal, 'abort').length);
}
const tookSeconds = (performance.now() - start) / 1000;
clearInterval(timer);
clearInterval(sampler);

/** Waits until the connections that nothing uses any more are closed. */
const deadline = performance.now() + KEEP_ALIVE_MS;
let [seen, left] = [await askServer(), countResources()];
const openRequests = seen.openRequests;
while (performance.now() < deadline && (seen.openSockets > 0 || left.timers > before.timers)) {
  await sleep(200);
  [seen, left] = [await askServer(), countResources()];
}
server.kill();

const growth = growthOf(memory);
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
const list = (named: Record<string, number>): string =>
  Object.entries(named)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
const checks: readonly (readonly [what: string, found: string, isGood: boolean])[] = [
  ['items lost, doubled or out of order', `${counts.wrongItems}`, counts.wrongItems === 0],
  [
    'walks completed, at least one of each list',
    `${counts.completedWalks}`,
    counts.completedWalks >= LISTS,
  ],
  ['responses with 429', `${seen.refused}`, seen.refused === 0],
  ['growth of memory in MiB', mebibytes(growth), growth <= MAX_GROWTH],
  ['requests still open at the server', `${openRequests}`, openRequests === 0],
  ['open sockets', `${seen.openSockets + left.sockets}`, seen.openSockets + left.sockets === 0],
  ['timers left', `${left.timers - before.timers}`, left.timers <= before.timers],
  ['listeners left on the signal', `${listeners}`, listeners === 0],
];
console.log(
  [
    `${tookSeconds.toFixed(0)} s, seed ${task.seed}, ${LISTS} walks at once, ${task.limit} requests a second allowed`,
    `${counts.items} items, ${seen.requests} requests, ${retries} retries; ${(counts.items / tookSeconds).toFixed(0)} items and ${(seen.requests / tookSeconds).toFixed(1)} requests a second`,
    `faults: ${list(seen.faults)}`,
    `walks resumed after an error: ${list(counts.resumed) || 'none'}`,
    `memory in MiB: ${mebibytes(Math.min(...memory))} to ${mebibytes(Math.max(...memory))}`,
    ...checks.map(([what, found, isGood]) => `${isGood ? 'good' : 'BAD '}  ${what}: ${found}`),
  ].join('\n'),
);
process.exitCode = checks.every(([, , isGood]) => isGood) ? 0 : 1;
