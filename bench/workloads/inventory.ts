import { createConfluentClient } from 'confluent-connect-plugins';
import { listAllVersions } from '../../examples/shared/list-all-versions.js';
import { withFake } from '../processes.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio } from '../statistics.js';

const latencyMs = 50;
const sequential = { name: 'one after the other', concurrency: 1 };
const concurrent = { name: '8 at once', concurrency: 8 };

/** Measures a list of all custom Connect plugins with their versions. */
export async function inventory({ rounds, amount }: Effort): Promise<Section> {
  const [turns, plugins] = [rounds(3), amount(100)];
  const runners = [sequential, concurrent];
  const measured = await withFake({ plugins, latencyMs }, (target) => {
    const confluent = createConfluentClient(target);
    return measure(runners, turns, async ({ concurrency }) => {
      const start = performance.now();
      const listed = await listAllVersions(confluent, 'env-1', { concurrency });
      const ms = performance.now() - start;
      const complete = listed.filter(
        (entry) => entry.kind === 'versions' && entry.versions.length === 3,
      );
      if (complete.length !== plugins) throw new Error(`${complete.length} of ${plugins} plugins`);
      return ms;
    });
  });
  const compare = (name: string) => ratio(measured, name, sequential.name);
  return {
    title: 'An inventory',
    text: `${plugins} custom Connect plugins and the versions of each, which are ${plugins + 1} requests to a server that takes ${latencyMs} ms for a response. The requests for versions are sent as in examples/all-versions.ts, with p-map. Time in ${turns} rounds.`,
    columns: ['requests for versions', 'times one after the other'],
    rows: runners.map(({ name }) => [name, formatRatio(compare(name))]),
    goals: [
      {
        text: 'An inventory with 8 requests at once, times one after the other',
        value: compare(concurrent.name).median,
        atMost: 0.15,
      },
    ],
  };
}
