import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { fileOf, versionOf } from './installed-package.js';

/** The outcome of one check: one row of a table. */
export type CheckResult = {
  /** What was checked. */
  name: string;
  /** The version of the runtime or tool. */
  version: string;
} & (
  | { outcome: 'passed' }
  | { outcome: 'skipped'; reason: string }
  | { outcome: 'failed'; problem: string }
);

/** Runs a program to its end. Rejects if its exit code is not 0. */
export const execute = promisify(execFile);

/** Runs a check. It fails if the work rejects. */
export async function check(
  name: string,
  version: string,
  work: () => Promise<unknown>,
): Promise<CheckResult> {
  try {
    await work();
    return { name, version, outcome: 'passed' };
  } catch (error) {
    return { name, version, outcome: 'failed', problem: `${String(error)}\n${stdoutOf(error)}` };
  }
}

/**
 * Returns the result of a check whose program is not installed; undefined if it is. The runtimes are
 * packages for one platform.
 */
export function skipIfAbsent(name: string, binary: string): CheckResult | undefined {
  if (existsSync(binary)) return undefined;
  return { name, version: '-', outcome: 'skipped', reason: `${binary} is not installed` };
}

/** A program of a package that is installed beside these checks. */
interface Program {
  package: string;
  /** Its path in the package. */
  file: string;
  args: string[];
}

/** Runs a program with Node. The check fails if the exit code is not 0. */
export async function checkProgram(name: string, program: Program): Promise<CheckResult> {
  const args = [fileOf(program.package, program.file), ...program.args];
  return check(name, await versionOf(program.package), () => execute(process.execPath, args));
}

/** Returns what a failed program printed: compilers report their errors there. */
function stdoutOf(error: unknown): string {
  return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
}
