import { readFileSync } from 'node:fs';
import { compile } from '../../../scripts/compile.js';
import { globalNames } from '../../../scripts/name/reserved-names.js';
import { makeOutputs } from '../../../scripts/emit/make-outputs.js';
import { readSpec } from '../../../scripts/read/read-spec.js';
import { Report } from '../../../scripts/shared/report.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio } from '../statistics.js';

const file = new URL(
  '../../../openapi/paths/connect-v1-custom-connector-plugins.yaml',
  import.meta.url,
);
const sizes = [10, 50, 100];

/**
 * How the generator's time grows with the number of pages: the published page of plugins, again and
 * again under other paths and titles.
 */
export async function generate(): Promise<Section> {
  const page = readFileSync(file, 'utf8');
  const reserved = globalNames();
  const run = async (pages: number): Promise<number> => {
    const texts = Array.from({ length: pages }, (_, index) =>
      page
        .replaceAll('/connect/v1/', `/connect${index}/v1/`)
        .replaceAll('connect.v1.', `connect${index}.v1.`)
        .replaceAll('listConnectV1', `listConnect${index}V1`),
    );
    const start = performance.now();
    const specs = texts.map((text, index) => readSpec(`${index}.yaml`, text));
    await makeOutputs(compile(specs, reserved, new Report()));
    return (performance.now() - start) / pages;
  };
  await run(50);
  const runners = sizes.map((pages) => ({ name: `${pages}`, pages }));
  const measured = await measure(runners, 3, ({ pages }) => run(pages));
  return {
    title: 'The generator',
    text: 'The published page of plugins, again and again under other paths and titles. Linear growth keeps the column at 1 or below. Time in 3 rounds.',
    head: ['pages', `time a page, times that of ${sizes[0]}`],
    rows: runners.map(({ name }) => [name, formatRatio(ratio(measured, name, `${sizes[0]}`))]),
  };
}
