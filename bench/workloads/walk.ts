import { openapiFetchWithSignal, ours, oursWithSignal, peers, plainFetch } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { WalkResult } from '../processes.js';
import type { Effort } from '../effort.js';
import { compareTimes, signalText, timeColumns } from '../compare-times.js';
import { formatBytes } from '../section.js';
import type { Section } from '../section.js';
import { measure } from '../statistics.js';

const pageSize = 100;

/** Measures a long walk in which nothing waits, so that the cost of the client itself shows. */
export async function walk({ rounds, amount }: Effort): Promise<Section> {
  const [turns, pages] = [rounds(5), amount(1000)];
  const task = { total: pages * pageSize, pageSize };
  const clients = [...peers, openapiFetchWithSignal, oursWithSignal];
  const first = new Map<string, WalkResult>();
  const measured = await withServer({ items: task.total }, (server) =>
    withWorkers(clients, server, async (workers) => {
      for (const worker of workers) first.set(worker.name, await worker.walk(task));
      return measure(workers, turns, (worker) => worker.walk(task));
    }),
  );
  const { sort, cellsOf, wall, cpu } = compareTimes(measured);
  return {
    title: 'A long walk',
    text: `${pages} pages of ${pageSize} items, 100 kB each. The consumer reads the id of every item. Time in ${turns} rounds, after a warm-up. Memory is measured in the warm-up, the first work of the process: the largest resident size, and the largest heap, including garbage. ${signalText}`,
    columns: ['client', 'paging by', ...timeColumns, 'resident, MiB', 'heap, MiB'],
    rows: sort(clients).map((client) => [
      client.label,
      client.paginates ? 'the client' : 'a loop',
      ...cellsOf(client),
      formatBytes(first.get(client.name)?.rss ?? NaN, 'MiB'),
      formatBytes(first.get(client.name)?.heap ?? NaN, 'MiB'),
    ]),
    goals: [
      {
        text: 'A walk, times a loop with fetch',
        value: wall(ours, plainFetch).median,
        atMost: 1.25,
      },
      {
        text: 'A walk with a signal, times a loop with openapi-fetch, signal and timeout',
        value: wall(oursWithSignal, openapiFetchWithSignal).median,
        atMost: 1.1,
      },
      {
        text: 'The same in CPU time',
        value: cpu(oursWithSignal, openapiFetchWithSignal).median,
        atMost: 1.1,
      },
    ],
  };
}
