import { peers, plainFetch, ours } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

const pageSize = 100;

/** Measures a walk in which the server and the consumer take the same time. */
export async function prefetch({ rounds, amount }: Effort): Promise<Section> {
  const [turns, pages] = [rounds(3), amount(30)];
  const task = { total: pages * pageSize, pageSize, consumerMs: 20 };
  const prefetching = { ...ours, name: 'ours-prefetch', label: `${ours.label}, prefetch` };
  const measured = await withServer({ items: task.total, latencyMs: 20 }, (server) =>
    withWorkers(peers, server, (workers) => {
      const runners = workers.map(({ name, walk }) => ({ name, walk: () => walk(task) }));
      for (const { name, walk } of workers) {
        if (name === ours.name) {
          runners.push({ name: prefetching.name, walk: () => walk({ ...task, prefetch: true }) });
        }
      }
      return measure(runners, turns, async ({ walk }) => (await walk()).ms);
    }),
  );
  return {
    title: 'Prefetch',
    text: `${pages} pages. The server takes 20 ms for a page, and so does the consumer. No other client can request the next page ahead. Time in ${turns} rounds.`,
    columns: ['client', 'times fetch', 'times ours without prefetch'],
    rows: sortByRatio(measured, [...peers, prefetching], plainFetch).map(({ name, label }) => [
      label,
      formatRatio(ratio(measured, name, plainFetch.name)),
      formatRatio(ratio(measured, name, ours.name)),
    ]),
    goals: [
      {
        text: 'A walk with prefetch, times one without',
        value: ratio(measured, prefetching.name, ours.name).median,
        atMost: 0.6,
      },
    ],
  };
}
