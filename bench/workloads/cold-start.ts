import { openapiFetch, ours, peers } from '../peers.js';
import { startCold, withServer } from '../processes.js';
import type { Effort } from '../effort.js';
import { compareTimes, timeColumns } from '../compare-times.js';
import type { Section } from '../section.js';
import { measure } from '../statistics.js';

/** Measures the time from the start of a process to its first page, as in a CLI. */
export async function coldStart({ rounds }: Effort): Promise<Section> {
  const turns = rounds(15);
  const measured = await withServer({ items: 10 }, (server) =>
    measure(peers, turns, (peer) => startCold(peer, server)),
  );
  const { sort, cellsOf, wall, cpu } = compareTimes(measured);
  return {
    title: 'A cold start',
    text: `From the start of a Node process, including Node's own start, to its first page: import, create the client, call. The app is not bundled. cloudflare is its tree-shakable client with one resource. Time in ${turns} rounds.`,
    columns: ['client', ...timeColumns],
    rows: sort(peers).map((client) => [client.label, ...cellsOf(client)]),
    goals: [
      {
        text: 'A cold start, times openapi-fetch',
        value: wall(ours, openapiFetch).median,
        atMost: 1.05,
      },
      { text: 'The same in CPU time', value: cpu(ours, openapiFetch).median, atMost: 1.05 },
    ],
  };
}
