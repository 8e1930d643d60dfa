import { contestants, plainFetch, openapiFetch } from '../contestants.js';
import { startCold, withServer } from '../processes.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** From the start of a process to its first page, as in a CLI or a cold function. */
export async function cold(): Promise<Section> {
  const measured = await withServer({ items: 10 }, (server) =>
    measure(contestants, 15, (contestant) => startCold(contestant, server)),
  );
  return {
    title: 'A cold start',
    text: "From the start of a Node process, Node's own start included, to its first page: import, construct, call. Nothing is bundled. Of cloudflare the tree-shakable client with one resource. Time in 15 rounds.",
    head: ['client', 'times fetch', 'times openapi-fetch'],
    rows: sortByRatio(measured, contestants, plainFetch).map(({ name, label }) => [
      label,
      formatRatio(ratio(measured, name, plainFetch.name)),
      formatRatio(ratio(measured, name, openapiFetch.name)),
    ]),
  };
}
