import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkProgram } from './check-result.js';
import type { CheckResult } from './check-result.js';
import { PROJECT } from './create-app.js';
import type { App } from './create-app.js';

const COMPILERS = ['5.4', '5.6', '5.8', '5.9', '6.0', '7.0'];
/** Compilers that do not know `module: node20`. */
const BEFORE_NODE20 = ['5.4', '5.6', '5.8'];
const STRICT = {
  target: 'es2022',
  noEmit: true,
  skipDefaultLibCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
};
const DOM = { lib: ['es2022', 'dom', 'dom.iterable'], types: [] };
const NODE = {
  lib: ['es2022'],
  typeRoots: [join(PROJECT, 'node_modules/@types')],
  types: ['node'],
};
const SETTINGS = {
  'node16, DOM': { module: 'node16', ...DOM },
  'node20, DOM': { module: 'node20', ...DOM },
  'nodenext, DOM': { module: 'nodenext', ...DOM },
  'nodenext, Node without DOM': { module: 'nodenext', ...NODE },
  'bundler, DOM': { module: 'esnext', moduleResolution: 'bundler', ...DOM },
};

/**
 * Compiles the project's compile-time tests against the types of the packed package. These types
 * are checked too, because skipLibCheck is off.
 */
export async function* checkTypes({ folder }: App): AsyncGenerator<CheckResult> {
  // A tsconfig.json in the folder of the app would hold for the other groups of checks too.
  const types = join(folder, 'types');
  await cp(join(PROJECT, 'test/types'), types, { recursive: true });
  for (const [setting, options] of Object.entries(SETTINGS)) {
    const config = join(types, 'tsconfig.json');
    const compilerOptions = { ...STRICT, ...options };
    await writeFile(config, JSON.stringify({ compilerOptions, include: ['.'] }));
    for (const compiler of COMPILERS) {
      if (options.module === 'node20' && BEFORE_NODE20.includes(compiler)) continue;
      yield await checkProgram(`TypeScript, ${setting}`, {
        package: `typescript-${compiler}`,
        file: 'bin/tsc',
        args: ['-p', config],
      });
    }
  }
}
