import { contestants, plainFetch, ours } from '../contestants.js';
import { withServer, withWorkers } from '../processes.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

const pages = 30;
const pageSize = 100;

/** A server and a consumer that take as long as each other. */
export async function prefetch(): Promise<Section> {
  const task = { total: pages * pageSize, pageSize, consumerMs: 20 };
  const ahead = { ...ours, name: 'ours-ahead', label: `${ours.label}, prefetch` };
  const measured = await withServer({ items: task.total, latencyMs: 20 }, (server) =>
    withWorkers(contestants, server, (workers) => {
      const runners = workers.map(({ name, walk }) => ({ name, walk: () => walk(task) }));
      for (const { name, walk } of workers) {
        if (name === ours.name) {
          runners.push({ name: ahead.name, walk: () => walk({ ...task, prefetch: true }) });
        }
      }
      return measure(runners, 3, async ({ walk }) => (await walk()).ms);
    }),
  );
  return {
    title: 'One page ahead',
    text: `${pages} pages from a server that takes 20 ms, read by a consumer that takes 20 ms a page. No other client can ask for the next page ahead. Time in 3 rounds.`,
    head: ['client', 'times fetch', 'times ours without prefetch'],
    rows: sortByRatio(measured, [...contestants, ahead], plainFetch).map(({ name, label }) => [
      label,
      formatRatio(ratio(measured, name, plainFetch.name)),
      formatRatio(ratio(measured, name, ours.name)),
    ]),
    aims: [
      {
        text: 'A walk with prefetch, times one without',
        value: ratio(measured, ahead.name, ours.name).median,
        atMost: 0.6,
      },
    ],
  };
}
