import { contestants, plainFetch, openapiFetch, ours } from '../contestants.js';
import { withServer, withWorkers } from '../processes.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** One page of ten items, again and again. */
export async function call(): Promise<Section> {
  const measured = await withServer({ items: 10 }, (server) =>
    withWorkers(contestants, server, async (workers) => {
      for (const worker of workers) await worker.call(400);
      return measure(workers, 25, (worker) => worker.call(100));
    }),
  );
  const over = (name: string, base: string): string => formatRatio(ratio(measured, name, base));
  return {
    title: 'One call',
    text: 'A page of 10 items, 10 kB. Time, of each client warm, in 25 rounds of 100 calls.',
    head: ['client', 'times fetch', 'times openapi-fetch'],
    rows: sortByRatio(measured, contestants, plainFetch).map(({ name, label }) => [
      label,
      over(name, plainFetch.name),
      over(name, openapiFetch.name),
    ]),
    aims: [
      {
        text: 'A call, times openapi-fetch',
        value: ratio(measured, ours.name, openapiFetch.name).median,
        atMost: 1.25,
      },
    ],
  };
}
