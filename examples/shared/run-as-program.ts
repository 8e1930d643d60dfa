import { realpathSync } from 'node:fs';

/**
 * Runs `main` with the arguments of the command line if the module is the program that was started,
 * and does nothing if another module imports it.
 *
 * An error of `main`, or fewer arguments than `main` has parameters, ends the program with exit
 * code 1 and the message on stderr.
 */
export async function runAsProgram(
  { filename }: ImportMeta,
  main: (...args: string[]) => Promise<void>,
): Promise<void> {
  const [, started, ...args] = process.argv;
  if (started === undefined || realpathSync(started) !== filename) return;
  try {
    if (args.length < main.length) {
      throw new Error(`Arguments are missing: the top of ${started} says how to run it.`);
    }
    await main(...args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
