/**
 * The command line: generates the files of the project in the current folder. With `--check` it
 * writes nothing. The exit code is 0 if the files are fresh, 1 if a file is stale or a spec has an
 * error, and 2 for wrong arguments.
 */
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
    const { isFresh, text } = await updateGenerated(process.cwd(), isCheck);
    console.log(text);
    process.exitCode = isFresh ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(`${error.message}\nnothing was written`);
    process.exitCode = 1;
  }
}
