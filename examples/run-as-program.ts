import { realpathSync } from 'node:fs';

/**
 * Runs `main` with the arguments of the command line, if the module is the program that was started
 * and not imported by another.
 *
 * Whatever `main` throws ends the program with exit code 1 and the message on stderr; so do fewer
 * arguments than `main` has parameters.
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
