import { peers, plainFetch } from '../peers.js';
import { withServer, withWorkers } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** Counts the requests of each client with its defaults. */
export async function requests({ rounds, amount }: Effort): Promise<Section> {
  const [turns, task] = [rounds(2), { total: amount(1000) }];
  const sent = new Map<string, number>();
  const measured = await withServer({ items: task.total, latencyMs: 20 }, (server) =>
    withWorkers(peers, server, (workers) =>
      measure(workers, turns, async (worker) => {
        await server.takeRequestCount();
        const { ms } = await worker.walk(task);
        sent.set(worker.name, await server.takeRequestCount());
        return ms;
      }),
    ),
  );
  return {
    title: 'The number of requests',
    text: `${task.total} items from a server that takes 20 ms. Each client is used as its documentation shows. The API returns 10 items a page by default; ours requests the largest page that the spec allows, the documentation of octokit 100 items, that of openai 20. Time in ${turns} rounds.`,
    columns: ['client', 'requests', 'time, times fetch'],
    rows: sortByRatio(measured, peers, plainFetch).map(({ name, label }) => [
      label,
      `${sent.get(name)}`,
      formatRatio(ratio(measured, name, plainFetch.name)),
    ]),
  };
}
