import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Contract } from './compile.js';
import { makeOutputs } from './emit/make-outputs.js';
import { listFiles, readIfThere, writeFiles } from './files.js';
import { readSpec } from './read/read-spec.js';
import { Report } from './report.js';
import { exportedNames, globalNames } from './reserved-names.js';
import { SpecError } from './spec-error.js';
import { compareContracts } from './verdict/compare-contracts.js';
import { formatChanges } from './verdict/format-changes.js';
import { previousContract } from './verdict/previous-contract.js';

const folder = 'openapi/paths';

/** What became of the generated files, and all that there is to tell about it. */
export interface Update {
  /** Whether the files are now what the specs say; false after a check that found stale ones. */
  readonly isFresh: boolean;
  readonly text: string;
}

/**
 * Makes the generated files of a project from its path specs: all that are stale or, with an error,
 * none.
 *
 * @param root - The project's folder.
 * @param check - Write nothing, tell alone.
 * @throws SpecError for specs that cannot be merged without a guess.
 */
export async function updateGenerated(root: string, check: boolean): Promise<Update> {
  const report = new Report();
  const contract = compileFolder(root, report);
  const outputs = await makeOutputs(contract);
  const files = [...outputs.keys()];
  const stale = files.filter((file) => readIfThere(join(root, file)) !== outputs.get(file));
  if (stale.length === 0) return { isFresh: true, text: `fresh: ${files.join(', ')}` };
  const changes = await changesSince(previousContract(root), contract, root);
  const end = check
    ? `stale: ${stale.join(', ')}\nto mend: npm run generate`
    : `written: ${stale.join(', ')}`;
  if (!check) writeFiles(root, outputs);
  return { isFresh: !check, text: [String(report), changes, end].join('\n') };
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

async function changesSince(
  before: Contract | undefined,
  after: Contract,
  root: string,
): Promise<string> {
  if (!before) return 'no earlier contract to compare with';
  const manifest = JSON.parse(readIfThere(join(root, 'package.json')) ?? '{}') as {
    version?: string;
  };
  return formatChanges(await compareContracts(before, after), manifest.version);
}
