/**
 * Runs the workloads that the command line names; without any, all of them, and writes
 * docs/benchmarks.md.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { renderHead } from './head.js';
import { renderSection } from './section.js';
import type { Section } from './section.js';
import { call } from './workloads/call.js';
import { cold } from './workloads/cold.js';
import { generate } from './workloads/generate.js';
import { prefetch } from './workloads/prefetch.js';
import { requests } from './workloads/requests.js';
import { size } from './workloads/size.js';
import { walk } from './workloads/walk.js';

const workloads = new Map<string, () => Promise<Section>>(
  Object.entries({ call, walk, requests, prefetch, cold, size, generate }),
);
const document = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const asked = process.argv.slice(2);

let text = asked.length > 0 ? '' : renderHead();
for (const name of asked.length > 0 ? asked : workloads.keys()) {
  const workload = workloads.get(name);
  if (!workload) throw new Error(`${name} is none of ${[...workloads.keys()].join(', ')}`);
  console.error(`${name} ...`);
  text += renderSection(await workload());
}
text = await format(text, { ...(await resolveConfig(document)), parser: 'markdown' });
console.log(text);
if (asked.length === 0) writeFileSync(document, text);
