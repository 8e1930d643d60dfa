import type { App } from './create-app.js';
import { checkProgram } from './row.js';
import type { Row } from './row.js';

/** Asks Are The Types Wrong about the packed package; openapi.yaml in it is no module. */
export async function* checkPackage({ tarball }: App): AsyncGenerator<Row> {
  const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'openapi.yaml'];
  const name = 'Are The Types Wrong, esm-only';
  yield await checkProgram(name, '@arethetypeswrong/cli', 'dist/index.js', [tarball, ...options]);
}
