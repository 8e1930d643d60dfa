import { readFileSync } from 'node:fs';
import { compile } from '../../scripts/compile.js';
import { globalNames } from '../../scripts/name/name-exported-types.js';
import { makeOutputs } from '../../scripts/emit/make-outputs.js';
import { readSpec } from '../../scripts/read/read-spec.js';
import { Report } from '../../scripts/shared/report.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio } from '../statistics.js';

const file = new URL(
  '../../openapi/paths/connect-v1-custom-connector-plugins.yaml',
  import.meta.url,
);

/**
 * Measures how the generator's time grows with the number of path specs: copies of the published
 * list of plugins, with other paths and titles.
 */
export async function generate({ rounds, amount }: Effort): Promise<Section> {
  const page = readFileSync(file, 'utf8');
  const [turns, counts] = [rounds(3), [10, 50, 100].map(amount)];
  const [smallest = 0, , largest = 0] = counts;
  const surroundings = { reservedNames: globalNames(), previous: undefined, corrections: [] };
  const run = async (specCount: number): Promise<number> => {
    const texts = Array.from({ length: specCount }, (_, index) =>
      page
        .replaceAll('/connect/v1/', `/connect${index}/v1/`)
        .replaceAll('connect.v1.', `connect${index}.v1.`)
        .replaceAll('listConnectV1', `listConnect${index}V1`),
    );
    const start = performance.now();
    const specs = texts.map((text, index) => readSpec(`${index}.yaml`, text));
    await makeOutputs(compile(specs, surroundings, new Report()));
    return (performance.now() - start) / specCount;
  };
  await run(largest / 2);
  const runners = counts.map((specCount) => ({ name: `${specCount}`, specCount }));
  const measured = await measure(runners, turns, ({ specCount }) => run(specCount));
  return {
    title: 'The generator',
    text: `Copies of the published path spec of plugins, with other paths and titles. If the time grows linearly, the last column stays at 1 or below. Time in ${turns} rounds.`,
    columns: ['path specs', `time for each, times that of ${smallest}`],
    rows: runners.map(({ name }) => [name, formatRatio(ratio(measured, name, `${smallest}`))]),
  };
}
