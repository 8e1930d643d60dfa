import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileOf, versionOf } from './side-package.js';

/** What came of one check. */
export interface Row {
  name: string;
  version: string;
  /** Why it could not be made here. */
  skipped?: string;
  /** What was found to be wrong. */
  problem?: string;
}

/** Runs a program to its end, for what it prints. */
export const execute = promisify(execFile);

/** A check that is to do something: what it throws is the problem. */
export async function check(
  name: string,
  version: string,
  work: () => Promise<unknown>,
): Promise<Row> {
  try {
    await work();
    return { name, version };
  } catch (error) {
    const { stdout = '' } = Object(error) as { stdout?: string };
    return { name, version, problem: `${String(error)}\n${stdout}`.trim() };
  }
}

/** A check that is to run a program of a side package: it has to exit with 0. */
export async function checkProgram(
  name: string,
  sidePackage: string,
  file: string,
  args: string[],
): Promise<Row> {
  return check(name, await versionOf(sidePackage), () =>
    execute(process.execPath, [fileOf(sidePackage, file), ...args]),
  );
}
