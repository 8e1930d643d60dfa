import { peers, plainFetch, openapiFetch, ours } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { WalkResult } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatBytes, formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

const pageSize = 100;

/** Measures a long walk in which nothing waits, so that the cost of the client itself shows. */
export async function walk({ rounds, amount }: Effort): Promise<Section> {
  const [turns, pages] = [rounds(5), amount(1000)];
  const task = { total: pages * pageSize, pageSize };
  const first = new Map<string, WalkResult>();
  const measured = await withServer({ items: task.total }, (server) =>
    withWorkers(peers, server, async (workers) => {
      for (const worker of workers) first.set(worker.name, await worker.walk(task));
      return measure(workers, turns, async (worker) => (await worker.walk(task)).ms);
    }),
  );
  const over = (name: string, base: string): string => formatRatio(ratio(measured, name, base));
  return {
    title: 'A long walk',
    text: `${pages} pages of ${pageSize} items, 100 kB each. The consumer reads the id of every item. Time in ${turns} rounds, after a warm-up. Memory is measured in the warm-up, the first work of the process: the largest resident size, and the largest heap, including garbage.`,
    columns: [
      'client',
      'paging by',
      'times fetch',
      'times openapi-fetch',
      'resident, MiB',
      'heap, MiB',
    ],
    rows: sortByRatio(measured, peers, plainFetch).map(({ name, label, paginates }) => [
      label,
      paginates ? 'the client' : 'a loop',
      over(name, plainFetch.name),
      over(name, openapiFetch.name),
      formatBytes(first.get(name)?.rss ?? NaN, 'MiB'),
      formatBytes(first.get(name)?.heap ?? NaN, 'MiB'),
    ]),
    goals: [
      {
        text: 'A walk, times a loop with fetch',
        value: ratio(measured, ours.name, plainFetch.name).median,
        atMost: 1.25,
      },
    ],
  };
}
