import { openapiFetch, openapiFetchWithSignal, ours, oursWithSignal, peers } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { Effort } from '../effort.js';
import type { Section } from '../section.js';
import { compareTimes, signalText, timeColumns } from '../compare-times.js';
import { measure } from '../statistics.js';

/** Measures calls that request one page of ten items. */
export async function call({ rounds, amount }: Effort): Promise<Section> {
  const [calls, turns] = [amount(100), rounds(25)];
  const clients = [...peers, openapiFetchWithSignal, oursWithSignal];
  const measured = await withServer({ items: 10 }, (server) =>
    withWorkers(clients, server, async (workers) => {
      for (const worker of workers) await worker.call(4 * calls);
      return measure(workers, turns, (worker) => worker.call(calls));
    }),
  );
  const { sort, cellsOf, wall, cpu } = compareTimes(measured);
  return {
    title: 'One call',
    text: `A page of 10 items, 10 kB. Time in ${turns} rounds of ${calls} calls, after a warm-up. ${signalText}`,
    columns: ['client', ...timeColumns],
    rows: sort(clients).map((client) => [client.label, ...cellsOf(client)]),
    goals: [
      {
        text: 'A call, times openapi-fetch',
        value: wall(ours, openapiFetch).median,
        atMost: 1.25,
      },
      {
        text: 'A call with a signal, times openapi-fetch with signal and timeout',
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
