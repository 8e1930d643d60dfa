import { deepStrictEqual } from 'node:assert/strict';
import { check, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture, LISTED, runWithList } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

const NODES = ['node-20.19', 'node-22', 'node-24', 'node-26'];

/** Runs CommonJS programs that load the package, in each supported version of Node. */
export async function* checkCommonJs(app: App): AsyncGenerator<CheckResult> {
  const folder = await copyFixture(app, 'commonjs');
  for (const way of ['require', 'import']) {
    for (const name of NODES) {
      const node = fileOf(name, 'bin/node');
      const list = async (): Promise<void> => {
        const printed = await runWithList({ folder, args: [`${way}.cjs`], node });
        deepStrictEqual(JSON.parse(printed), LISTED);
      };
      yield (
        skipIfAbsent(`CommonJS, ${way}() in ${name}`, node) ??
        (await check(`CommonJS, ${way}() in Node`, await versionOf(name), list))
      );
    }
  }
}
