/**
 * The command line: generates the files of the project in the current folder. With `--check` it
 * writes nothing. The exit code is 0 if the files are fresh, 1 if a file is stale or a spec has an
 * error, and 2 for wrong arguments.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SpecError } from './shared/spec-error.js';
import { updateGenerated } from './update-generated.js';

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== '--check');
if (unknown === undefined) {
  await generate(args.includes('--check'));
} else {
  console.error(`unknown option: ${unknown}\nusage: npm run generate [-- --check]`);
  process.exitCode = 2;
}

async function generate(isCheck: boolean): Promise<void> {
  try {
    const { isFresh, isWritten, text } = await updateGenerated(process.cwd(), isCheck);
    console.log(text);
    if (isWritten) updateReference();
    process.exitCode = isFresh ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(`${error.message}\nnothing was written`);
    process.exitCode = 1;
  }
}

/** Writes the API reference anew, which shows the generated types. */
function updateReference(): void {
  if (!existsSync('typedoc.json')) return;
  const { status } = spawnSync(process.execPath, ['node_modules/typedoc/bin/typedoc'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  console.log(status === 0 ? 'written: docs/api' : 'docs/api is stale: npm run docs');
}
