import { ok } from 'node:assert/strict';
import { join } from 'node:path';
import { check, execute } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

/** One file of fixtures/typescript, compiled alone. */
interface Compilation {
  file: 'commonjs.cts' | 'next.ts' | 'worker.ts';
  compilers: readonly string[];
  options: Record<string, string>;
  /** The code of the error that has to come. Absent if there has to be none. */
  error?: string;
}

const DOM = { lib: 'es2022,dom,dom.iterable' };
const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' };

const COMPILATIONS: readonly Compilation[] = [
  { file: 'commonjs.cts', compilers: ['5.9', '6.0', '7.0'], options: { module: 'node20', ...DOM } },
  { file: 'commonjs.cts', compilers: ['5.8', '7.0'], options: { module: 'nodenext', ...DOM } },
  {
    file: 'commonjs.cts',
    compilers: ['5.4', '7.0'],
    options: { module: 'node16', ...DOM },
    error: 'TS1479',
  },
  {
    file: 'commonjs.cts',
    compilers: ['5.4', '5.9'],
    options: { module: 'commonjs', moduleResolution: 'node10', ...DOM },
    error: 'TS2307',
  },
  {
    file: 'commonjs.cts',
    compilers: ['5.4', '5.9'],
    options: { module: 'esnext', moduleResolution: 'classic', ...DOM },
    error: 'TS2792',
  },
  {
    file: 'commonjs.cts',
    compilers: ['7.0'],
    options: { module: 'commonjs', moduleResolution: 'node10', ...DOM },
    error: 'TS5108',
  },
  {
    file: 'commonjs.cts',
    compilers: ['7.0'],
    options: { module: 'esnext', moduleResolution: 'classic', ...DOM },
    error: 'TS5108',
  },
  { file: 'next.ts', compilers: ['5.9'], options: { ...BUNDLER, ...DOM } },
  { file: 'worker.ts', compilers: ['5.9'], options: { ...BUNDLER, lib: 'es2022' } },
];

/** Compiles with settings that work and with settings that have to fail. */
export async function* checkResolution(app: App): AsyncGenerator<CheckResult> {
  const packages = ['next', '@types/react', '@cloudflare/workers-types'];
  const folder = await copyFixture(app, 'typescript', packages);
  for (const compilation of COMPILATIONS) {
    for (const compiler of compilation.compilers) {
      yield await checkCompilation(folder, compilation, `typescript-${compiler}`);
    }
  }
}

async function checkCompilation(
  folder: string,
  { file, options, error }: Compilation,
  compiler: string,
): Promise<CheckResult> {
  const { module = '', moduleResolution } = options;
  const setting = moduleResolution ? `${module} with ${moduleResolution}` : module;
  const name = `TypeScript, ${file}, module ${setting}`;
  const flags = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]);
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];
  const args = [fileOf(compiler, 'bin/tsc'), ...strict, ...flags, join(folder, file)];
  const compile = execute(process.execPath, args, { cwd: folder, timeout: 120_000 });
  if (error === undefined) return check(name, await versionOf(compiler), () => compile);
  return check(`${name}: error ${error}`, await versionOf(compiler), async () => {
    const output = await compile.then(
      () => 'no error',
      (failure: unknown) => (failure as { stdout?: string }).stdout ?? String(failure),
    );
    ok(output.includes(error), output);
  });
}
