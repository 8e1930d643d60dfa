import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..');

/** The folder in which the code is built, without declarations. */
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'built-')));
  const rolldown = join(project, 'node_modules/rolldown/bin/cli.mjs');
  const config = join(project, 'rolldown.config.js');
  execFileSync(process.execPath, [rolldown, '--config', config, '--dir', join(folder, 'dist')], {
    cwd: project,
    stdio: 'pipe',
  });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
}, 30_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the built code', () => {
  test('leads to src/ in a stack trace if Node reads source maps', () => {
    const frames = framesOf(run(CAUSE_ERROR, '--enable-source-maps'));
    expect(frames.map(({ name, file }) => [name, file])).toEqual([
      ['checkWholeNumber', join(project, 'src/values.ts')],
      ['readOptions', join(project, 'src/options.ts')],
      ['createConfluentClient', join(project, 'src/client.ts')],
    ]);
    expect(frames.map(lineOf)).toEqual([
      expect.stringContaining('throw new'),
      expect.stringContaining('checkWholeNumber('),
      expect.stringContaining('readOptions('),
    ]);
  });

  test('keeps the names of functions, and lines to read, if Node reads no source maps', () => {
    const frames = framesOf(run(CAUSE_ERROR));
    expect(frames.map(({ name, file }) => [name, basename(file)])).toEqual([
      ['checkWholeNumber', 'shared.js'],
      ['readOptions', 'shared.js'],
      ['createConfluentClient', 'index.js'],
    ]);
    expect(frames.map((frame) => lineOf(frame).length < 200)).toEqual([true, true, true]);
  });

  test('has one class of an error for all entry points', () => {
    const script = `
      import { ConfluentApiError } from './dist/index.js';
      import { createStsTokenProvider } from './dist/sts/index.js';
      const getToken = createStsTokenProvider({
        identityPoolId: 'pool-abc1',
        subjectToken: 'e30.e30.e30',
        fetch: async () => new Response('{}', { status: 400 }),
      });
      const error = await getToken().catch((error) => error);
      console.log(error instanceof ConfluentApiError, error.constructor.name, error.status);`;
    expect(run(script).trim()).toBe('true ConfluentApiError 400');
  });
});

const CAUSE_ERROR = `
  import { createConfluentClient } from './dist/index.js';
  try {
    createConfluentClient({ apiKey: 'key', apiSecret: 'secret', timeoutMs: 0 });
  } catch (error) {
    console.log(error.stack);
  }`;

/** Runs a script in the folder, and returns what it prints. */
function run(script: string, ...flags: string[]): string {
  const file = join(folder, 'script.js');
  writeFileSync(file, script);
  return execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' });
}

/** A function of the package in a stack trace. */
interface Frame {
  name: string;
  file: string;
  line: number;
}

function framesOf(stack: string): Frame[] {
  const frames = stack.matchAll(
    /^ +at (\w+) \((?:file:\/\/)?(.+\/(?:src|dist)\/.+):(\d+):\d+\)$/gm,
  );
  return [...frames].map(([, name = '', file = '', line]) => ({ name, file, line: Number(line) }));
}

function lineOf({ file, line }: Frame): string {
  return readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
}
