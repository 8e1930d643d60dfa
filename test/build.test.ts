import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, project } from './support/app.js';
import type { App } from './support/app.js';

/** The app in whose folder the code is built, without declarations. */
let app: App;

beforeAll(() => {
  app = createApp();
  const rolldown = join(project, 'node_modules/rolldown/bin/cli.mjs');
  const config = join(project, 'rolldown.config.js');
  execFileSync(
    process.execPath,
    [rolldown, '--config', config, '--dir', join(app.folder, 'dist')],
    {
      cwd: project,
      stdio: 'pipe',
    },
  );
}, 30_000);
afterAll(() => {
  app.remove();
});

describe('the built code', () => {
  test('leads to src/ in a stack trace if Node reads source maps', () => {
    const frames = framesOf(app.run(CAUSE_ERROR, '--enable-source-maps'));
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
    const frames = framesOf(app.run(CAUSE_ERROR));
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
    expect(app.run(script)).toBe('true ConfluentApiError 400');
  });
});

const CAUSE_ERROR = `
  import { createConfluentClient } from './dist/index.js';
  try {
    createConfluentClient({ apiKey: 'key', apiSecret: 'secret', timeoutMs: 0 });
  } catch (error) {
    console.log(error.stack);
  }`;

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
