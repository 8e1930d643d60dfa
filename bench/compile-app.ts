import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const tsc = join(project, 'node_modules/typescript/bin/tsc');

const compilerOptions = {
  exactOptionalPropertyTypes: true,
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  noEmit: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  strict: true,
  target: 'es2022',
  types: [],
};

/** What the compiler tells about an app. */
export interface CompilerDiagnostics {
  seconds: number;
  types: number;
  instantiations: number;
}

/** Compiles a file of apps/. */
export type CompileApp = (name: string) => CompilerDiagnostics;

/** Runs work with a compiler for the apps, which find the built package as they would a packed one. */
export async function withCompiler<T>(work: (compile: CompileApp) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    cpSync(join(project, 'bench/apps'), join(folder, 'bench/apps'), { recursive: true });
    const generated = 'generated/openapi.d.ts';
    cpSync(join(project, 'dist', generated), join(folder, 'src', generated));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(project, join(folder, 'node_modules/confluent-connect-plugins'));
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
      symlinkSync(join(project, 'node_modules', name), join(folder, 'node_modules', name));
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    return await work((name) => compileApp(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws {Error} If the app has a type error. */
function compileApp(folder: string, name: string): CompilerDiagnostics {
  const tsconfig = join(folder, `${name}.json`);
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: [`bench/apps/${name}.ts`] }));
  const output = execFileSync(process.execPath, [tsc, '-p', tsconfig, '--extendedDiagnostics'], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return {
    seconds: readNumber(output, 'Total time'),
    types: readNumber(output, 'Types'),
    instantiations: readNumber(output, 'Instantiations'),
  };
}

/** Reads a line such as `Types: 1234` or `Total time: 0.52s`. */
function readNumber(output: string, name: string): number {
  const line = output.split('\n').find((text) => text.startsWith(`${name}:`));
  const value = Number.parseFloat(line?.slice(name.length + 1) ?? '');
  if (Number.isNaN(value)) throw new Error(`The compiler printed no ${name}:\n${output}`);
  return value;
}
