import { checkProgram } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';

/** Checks the packed package with Are The Types Wrong. openapi.yaml is excluded: it is no module. */
export async function* checkPackage({ tarball }: App): AsyncGenerator<CheckResult> {
  yield await checkProgram('Are The Types Wrong, esm-only', {
    package: '@arethetypeswrong/cli',
    file: 'dist/index.js',
    args: [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.yaml'],
  });
}
