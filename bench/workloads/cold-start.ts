import { peers, plainFetch, openapiFetch } from '../peers.js';
import { startCold, withServer } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** Measures the time from the start of a process to its first page, as in a CLI. */
export async function coldStart({ rounds }: Effort): Promise<Section> {
  const turns = rounds(15);
  const measured = await withServer({ items: 10 }, (server) =>
    measure(peers, turns, (peer) => startCold(peer, server)),
  );
  return {
    title: 'A cold start',
    text: `From the start of a Node process, including Node's own start, to its first page: import, create the client, call. Nothing is bundled. cloudflare is its tree-shakable client with one resource. Time in ${turns} rounds.`,
    columns: ['client', 'times fetch', 'times openapi-fetch'],
    rows: sortByRatio(measured, peers, plainFetch).map(({ name, label }) => [
      label,
      formatRatio(ratio(measured, name, plainFetch.name)),
      formatRatio(ratio(measured, name, openapiFetch.name)),
    ]),
  };
}
