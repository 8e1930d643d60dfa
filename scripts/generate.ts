/**
 * The command: makes the generated files of the project in the current folder. With --check it
 * writes nothing. Exits with 0 where the files are fresh, 1 where they are stale or a spec is at
 * fault, 2 where it was called wrongly.
 */
import { SpecError } from './spec-error.js';
import { updateGenerated } from './update.js';

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== '--check');
if (unknown === undefined) {
  try {
    const { isFresh, text } = await updateGenerated(process.cwd(), args.includes('--check'));
    console.log(text);
    process.exitCode = isFresh ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(`${error.message}\nnothing was written`);
    process.exitCode = 1;
  }
} else {
  console.error(`${unknown} is no option\nusage: npm run generate [-- --check]`);
  process.exitCode = 2;
}
