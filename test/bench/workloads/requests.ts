import { contestants, plainFetch } from '../contestants.js';
import { withServer, withWorkers } from '../processes.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, sortByRatio } from '../statistics.js';

/** How often each client asks if nobody tells it how. */
export async function requests(): Promise<Section> {
  const task = { total: 1000 };
  const sent = new Map<string, number>();
  const measured = await withServer({ items: task.total, latencyMs: 20 }, (server) =>
    withWorkers(contestants, server, (workers) =>
      measure(workers, 2, async (worker) => {
        await server.takeRequests();
        const { ms } = await worker.walk(task);
        sent.set(worker.name, await server.takeRequests());
        return ms;
      }),
    ),
  );
  return {
    title: 'The number of requests',
    text: 'A thousand items from a server that takes 20 ms, each client used as its documentation shows it: the API gives 10 items a page where nothing is said, the page size of ours is the largest that the spec allows, the documentation of octokit asks for 100 and that of openai for 20. Time in 2 rounds.',
    head: ['client', 'requests', 'time, times fetch'],
    rows: sortByRatio(measured, contestants, plainFetch).map(({ name, label }) => [
      label,
      `${sent.get(name)}`,
      formatRatio(ratio(measured, name, plainFetch.name)),
    ]),
  };
}
