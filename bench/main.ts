/**
 * Runs the workloads that the command line names, or all of them. If all run with full effort, the
 * result is written to docs/benchmarks.md.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { fullEffort, quickEffort } from './effort.js';
import type { Effort } from './effort.js';
import { renderIntroduction } from './introduction.js';
import { renderSection } from './section.js';
import type { Section } from './section.js';
import { call } from './workloads/call.js';
import { coldStart } from './workloads/cold-start.js';
import { generate } from './workloads/generate.js';
import { inventory } from './workloads/inventory.js';
import { prefetch } from './workloads/prefetch.js';
import { requests } from './workloads/requests.js';
import { size } from './workloads/size.js';
import { types } from './workloads/types.js';
import { walk } from './workloads/walk.js';

const workloads = new Map<string, (effort: Effort) => Promise<Section>>(
  Object.entries({
    call,
    walk,
    requests,
    prefetch,
    inventory,
    'cold-start': coldStart,
    size,
    types,
    generate,
  }),
);
const document = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const runsAll = positionals.length === 0;

let text = runsAll ? renderIntroduction() : '';
for (const name of runsAll ? workloads.keys() : positionals) {
  const workload = workloads.get(name);
  if (!workload) {
    throw new Error(`There is no workload ${name}, only ${[...workloads.keys()].join(', ')}`);
  }
  console.error(`${name} ...`);
  text += renderSection(await workload(values.quick ? quickEffort : fullEffort));
}
text = await format(text, { ...(await resolveConfig(document)), parser: 'markdown' });
console.log(text);
if (runsAll && !values.quick) writeFileSync(document, text);
