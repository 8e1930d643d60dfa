import { peers, plainFetch, openapiFetch, ours } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** Measures calls that request one page of ten items. */
export async function call({ rounds, amount }: Effort): Promise<Section> {
  const [calls, turns] = [amount(100), rounds(25)];
  const measured = await withServer({ items: 10 }, (server) =>
    withWorkers(peers, server, async (workers) => {
      for (const worker of workers) await worker.call(4 * calls);
      return measure(workers, turns, (worker) => worker.call(calls));
    }),
  );
  const over = (name: string, base: string): string => formatRatio(ratio(measured, name, base));
  return {
    title: 'One call',
    text: `A page of 10 items, 10 kB. Time in ${turns} rounds of ${calls} calls, after a warm-up.`,
    columns: ['client', 'times fetch', 'times openapi-fetch'],
    rows: sortByRatio(measured, peers, plainFetch).map(({ name, label }) => [
      label,
      over(name, plainFetch.name),
      over(name, openapiFetch.name),
    ]),
    goals: [
      {
        text: 'A call, times openapi-fetch',
        value: ratio(measured, ours.name, openapiFetch.name).median,
        atMost: 1.25,
      },
    ],
  };
}
