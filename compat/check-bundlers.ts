import { deepStrictEqual } from 'node:assert/strict';
import { check, execute } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture, LISTED, runWithList } from './fixture.js';
import { versionOf } from './installed-package.js';

/** The bundles of each bundler. The bundler is a package, and build-<bundler>.js runs it. */
const BUNDLES: Record<string, readonly string[]> = {
  webpack: ['webpack.cjs'],
  vite: ['vite.js'],
  rollup: ['rollup.js'],
  esbuild: ['esbuild.js', 'esbuild.cjs'],
};

/** Bundles a program that lists, without any warning, and runs each bundle. */
export async function* checkBundlers(app: App): AsyncGenerator<CheckResult> {
  const packages = [...Object.keys(BUNDLES), '@rollup/plugin-node-resolve'];
  const folder = await copyFixture(app, 'bundled', packages);
  for (const [bundler, bundles] of Object.entries(BUNDLES)) {
    yield await check(`${bundles.join(' and ')} list`, await versionOf(bundler), async () => {
      await execute(process.execPath, [`build-${bundler}.js`], { cwd: folder });
      for (const bundle of bundles) {
        const printed = await runWithList({ folder, args: [`out/${bundle}`] });
        deepStrictEqual(JSON.parse(printed), LISTED);
      }
    });
  }
}
