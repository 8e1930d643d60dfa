import { check, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture, runWithList } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

const VM_MODULES = '--experimental-vm-modules';

/** A run of a test runner in the folder of a fixture. */
interface TestRun {
  name: string;
  runner: 'jest' | 'vitest';
  fixture: string;
  /** Default: the Node that runs these checks. */
  node?: string;
  flags?: string[];
  args: string[];
}

const JEST: readonly TestRun[] = [
  { name: 'ES modules', fixture: 'jest', args: ['client'] },
  { name: 'ES modules, fake timers', fixture: 'jest', args: ['fake-timers'] },
  { name: 'ES modules, jsdom with the fetch of Node', fixture: 'jest', args: ['jsdom'] },
  {
    name: 'CommonJS in Node 24',
    fixture: 'jest-commonjs',
    node: fileOf('node-24', 'bin/node'),
    args: ['--config', 'no-transform.config.js'],
  },
  { name: 'CommonJS, package compiled', fixture: 'jest-commonjs', flags: [], args: [] },
].map((run) => ({ runner: 'jest', flags: [VM_MODULES], ...run }));

const VITEST: readonly TestRun[] = ['node', 'jsdom'].map((environment) => ({
  name: `${environment}, fake timers`,
  runner: 'vitest',
  fixture: 'vitest',
  args: ['run', '--project', environment],
}));

const PROGRAMS = { jest: fileOf('jest', 'bin/jest.js'), vitest: fileOf('vitest', 'vitest.mjs') };

/** Runs tests of an app that use the client, in Jest and Vitest. */
export async function* checkTestRunners(app: App): AsyncGenerator<CheckResult> {
  const folders = new Map([
    ['jest', await copyFixture(app, 'jest', ['jest-environment-jsdom'])],
    ['jest-commonjs', await copyFixture(app, 'jest-commonjs', ['esbuild'])],
    ['vitest', await copyFixture(app, 'vitest', ['vitest', 'jsdom'])],
  ]);
  for (const testRun of [...JEST, ...VITEST]) {
    const { name, runner, fixture, node = process.execPath, flags = [], args } = testRun;
    const title = `${runner}, ${name}`;
    const runTests = async (): Promise<unknown> =>
      runWithList({
        folder: folders.get(fixture) ?? '',
        args: [...flags, PROGRAMS[runner], ...args],
        node,
      });
    yield skipIfAbsent(title, node) ?? (await check(title, await versionOf(runner), runTests));
  }
}
