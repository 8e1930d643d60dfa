import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStructure } from './check/check-structure.js';
import { compile } from './compile.js';
import { readCorrections } from './correct/read-corrections.js';
import { makeOutputs } from './emit/make-outputs.js';
import type { Contract } from './merge/merge-contract.js';
import { exportedNames, globalNames } from './name/name-exported-types.js';
import { readSpec, type PathSpec } from './read/read-spec.js';
import { listFiles, readIfThere, writeFiles } from './shared/files.js';
import { Report } from './shared/report.js';
import { printable, SpecError } from './shared/spec-error.js';
import { compareContracts } from './verdict/compare-contracts.js';
import { formatChanges } from './verdict/format-changes.js';
import { previousContract, withTypes, type Previous } from './verdict/previous-contract.js';

const specFolder = 'openapi/paths';
const correctionsFile = 'openapi/corrections.yaml';

/** The state of the generated files after a run, and the text to print. */
export interface Update {
  /** Whether the files now agree with the specs. It is false after a check that found stale ones. */
  readonly isFresh: boolean;
  readonly isWritten: boolean;
  readonly text: string;
}

/**
 * Generates the files of a project from its path specs. It writes all files if one is stale, and none
 * after an error.
 *
 * @param root - The project's folder.
 * @param isCheck - Only report, write nothing.
 * @throws SpecError for specs that cannot be merged without a guess.
 */
export async function updateGenerated(root: string, isCheck: boolean): Promise<Update> {
  const report = new Report();
  const previous = previousContract(root);
  const surroundings = {
    reservedNames: reservedNames(root),
    previous: previous.kind === 'contract' ? previous.contract : undefined,
    corrections: readCorrections(correctionsFile, readIfThere(join(root, correctionsFile)) ?? ''),
  };
  const specs = readSpecs(root);
  await checkStructure(specs);
  const contract = compile(specs, surroundings, report);
  const outputs = await makeOutputs(contract);
  const files = [...outputs.keys()];
  const stale = files.filter((file) => readIfThere(join(root, file)) !== outputs.get(file));
  if (stale.length === 0) {
    return { isFresh: true, isWritten: false, text: `fresh: ${files.join(', ')}` };
  }
  const changes = await describeChanges(await withTypes(previous), contract, root);
  if (!isCheck) writeFiles(root, outputs);
  const end = isCheck
    ? `stale: ${stale.join(', ')}\nto update: npm run generate`
    : `written: ${stale.join(', ')}`;
  return {
    isFresh: !isCheck,
    isWritten: !isCheck,
    text: [String(report), changes, end].join('\n'),
  };
}

function readSpecs(root: string): PathSpec[] {
  const files = listFiles(root, specFolder);
  if (files.length === 0) {
    throw new SpecError(
      specFolder,
      'no path spec',
      'put the YAML of at least one docs page into this folder',
    );
  }
  return files.map((file) => readSpec(file, readFileSync(join(root, file), 'utf8')));
}

/** Returns the global names and the names that the package itself exports. */
function reservedNames(root: string): ReadonlySet<string> {
  const index = readIfThere(join(root, 'src/index.ts')) ?? '';
  return new Set([...globalNames(), ...exportedNames(index)]);
}

async function describeChanges(
  previous: Previous,
  contract: Contract,
  root: string,
): Promise<string> {
  switch (previous.kind) {
    case 'missing':
      return 'no earlier contract to compare with';
    case 'unreadable':
      return printable(
        `${previous.file} cannot be read (${previous.reason}), so there is no verdict`,
      );
    case 'contract': {
      // package.json is the project's own, so only its version can be missing.
      const manifest = JSON.parse(readIfThere(join(root, 'package.json')) ?? '{}') as {
        version?: string;
      };
      return formatChanges(await compareContracts(previous.contract, contract), manifest.version);
    }
  }
}
