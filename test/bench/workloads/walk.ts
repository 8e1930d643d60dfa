import { contestants, plainFetch, openapiFetch, ours } from '../contestants.js';
import { withServer, withWorkers } from '../processes.js';
import type { WalkResult } from '../processes.js';
import { formatBytes, formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

const pages = 1000;
const pageSize = 100;

/** A long walk without any waiting: what the client itself costs. */
export async function walk(): Promise<Section> {
  const task = { total: pages * pageSize, pageSize };
  const first = new Map<string, WalkResult>();
  const measured = await withServer({ items: task.total }, (server) =>
    withWorkers(contestants, server, async (workers) => {
      for (const worker of workers) first.set(worker.name, await worker.walk(task));
      return measure(workers, 5, async (worker) => (await worker.walk(task)).ms);
    }),
  );
  const over = (name: string, base: string): string => formatRatio(ratio(measured, name, base));
  return {
    title: 'A long walk',
    text: `${pages} pages of ${pageSize} items, 100 kB each, every item looked at. Time in 5 rounds after one to warm up; memory in that first one, in which the process does nothing else: the most that it had resident, and the most that its heap held, garbage included.`,
    head: [
      'client',
      'pages are turned by',
      'times fetch',
      'times openapi-fetch',
      'resident, MiB',
      'heap, MiB',
    ],
    rows: sortByRatio(measured, contestants, plainFetch).map(({ name, label, turnsPages }) => [
      label,
      turnsPages ? 'the client' : 'a loop',
      over(name, plainFetch.name),
      over(name, openapiFetch.name),
      formatBytes(first.get(name)?.rss ?? NaN, 'MiB'),
      formatBytes(first.get(name)?.heap ?? NaN, 'MiB'),
    ]),
    aims: [
      {
        text: 'A walk, times a loop with fetch',
        value: ratio(measured, ours.name, plainFetch.name).median,
        atMost: 1.25,
      },
    ],
  };
}
