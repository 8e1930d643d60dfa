import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Contract } from './compile.js';
import { compareContracts } from './contract/compare.js';
import { formatChanges } from './contract/report.js';
import { exportedNames, globalNames } from './emit/contract-names.js';
import { listFiles, readIfThere, writeFiles } from './files.js';
import { makeOutputs } from './emit/make-outputs.js';
import { previousContract } from './previous.js';
import { readSpec } from './read/read-spec.js';
import { Report } from './report.js';
import { SpecError } from './spec-error.js';

const folder = 'openapi/paths';
const usage = 'usage: npm run generate [-- --check]';

/**
 * The command: makes the generated files of the project in the current folder from its path specs.
 * With --check it writes nothing and fails where a file is stale.
 *
 * @returns The exit code: 0 done or fresh, 1 stale or a spec at fault, 2 called wrongly.
 */
async function generate(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) {
    console.error(`${unknown} is no option\n${usage}`);
    return 2;
  }
  const check = args.includes('--check');
  const root = process.cwd();
  const report = new Report();
  const contract = compileFolder(root, report);
  const outputs = await makeOutputs(contract);
  const stale = [...outputs.keys()].filter(
    (file) => readIfThere(join(root, file)) !== outputs.get(file),
  );
  if (!check || stale.length > 0) console.log(String(report));
  if (stale.length === 0) {
    console.log(`fresh: ${[...outputs.keys()].join(', ')}`);
    return 0;
  }
  console.log(changesSince(previousContract(root), contract, root));
  if (check) {
    console.error(`stale: ${stale.join(', ')}\nto mend: npm run generate`);
    return 1;
  }
  writeFiles(root, outputs);
  console.log(`written: ${stale.join(', ')}`);
  return 0;
}

function compileFolder(root: string, report: Report): Contract {
  const files = listFiles(root, folder);
  if (files.length === 0) {
    throw new SpecError(folder, 'no path spec', 'put the YAML of at least one docs page there');
  }
  const specs = files.map((file) => readSpec(file, readFileSync(join(root, file), 'utf8')));
  const index = readIfThere(join(root, 'src/index.ts')) ?? '';
  return compile(specs, new Set([...globalNames(), ...exportedNames(index)]), report);
}

function changesSince(before: Contract | undefined, after: Contract, root: string): string {
  if (!before) return 'no earlier contract to compare with';
  const manifest = JSON.parse(readIfThere(join(root, 'package.json')) ?? '{}') as {
    version?: string;
  };
  return formatChanges(compareContracts(before, after), manifest.version);
}

try {
  process.exitCode = await generate(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SpecError)) throw error;
  console.error(`${error.message}\nnothing was written`);
  process.exitCode = 1;
}
