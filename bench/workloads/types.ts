import { withCompiler } from '../compile-app.js';
import type { Effort } from '../effort.js';
import { formatRatio } from '../section.js';
import type { Section } from '../section.js';
import { measure, ratio, select } from '../statistics.js';

const empty = { name: 'empty', label: 'an empty app' };
const generatedContract = {
  name: 'contract-generated',
  label: 'one contract, `import type` of the generated file',
};
const ourContract = { name: 'contract-ours', label: 'one contract, `import type` of ours' };
const openapiFetchLists = { name: 'lists-openapi-fetch', label: 'three lists, openapi-fetch' };
const ourLists = { name: 'lists-ours', label: 'three lists, ours' };
const ourWalks = { name: 'walks-ours', label: 'three lists with all pages, ours' };
const apps = [empty, generatedContract, ourContract, openapiFetchLists, ourLists, ourWalks];

/** Measures what the types cost the compiler of an app. */
export async function types({ rounds }: Effort): Promise<Section> {
  const turns = rounds(7);
  const measured = await withCompiler((compile) =>
    measure(apps, turns, ({ name }) => compile(name)),
  );
  const seconds = select(measured, (diagnostics) => diagnostics.seconds);
  /** The compiler counts the same in every round. */
  const countOf = ({ name }: { name: string }, count: 'types' | 'instantiations'): number =>
    measured.get(name)?.[0]?.[count] ?? NaN;
  const added = (app: { name: string }, count: 'types' | 'instantiations'): string =>
    `${countOf(app, count) - countOf(empty, count)}`;
  return {
    title: 'Types',
    text: `What \`tsc --extendedDiagnostics\` tells about small apps (bench/apps), with \`strict\` and \`skipLibCheck\`. openapi-fetch uses the same generated paths. Types and instantiations are those beyond an empty app; they are the same in every run. The time is that of the whole compilation, in ${turns} rounds.`,
    columns: ['app', 'types', 'instantiations', 'time, times openapi-fetch', 'time, times empty'],
    rows: apps.map((app) => [
      app.label,
      added(app, 'types'),
      added(app, 'instantiations'),
      formatRatio(ratio(seconds, app.name, openapiFetchLists.name)),
      formatRatio(ratio(seconds, app.name, empty.name)),
    ]),
  };
}
