import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as main from 'confluent-connect-plugins';
import type * as testing from 'confluent-connect-plugins/testing';

/** The folder of the project. */
export const PROJECT = resolve(import.meta.dirname, '..');

const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];

/** An app that has installed the packed package. */
export interface App {
  folder: string;
  /** The path of the packed package. */
  tarball: string;
  /** The package as the app imports it. */
  package: typeof main;
  /** The package's fake as the app imports it. */
  testing: typeof testing;
  /** Deletes the folder. */
  remove: () => void;
}

/** Packs the built package and installs it in a new folder, without a registry. */
export async function createApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: PROJECT,
    stdio: 'ignore',
  });
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const installed = join(folder, 'node_modules/confluent-connect-plugins');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of DEPENDENCIES) {
    cpSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
    });
  }
  const manifest = join(folder, 'package.json');
  writeFileSync(
    manifest,
    JSON.stringify({ type: 'module', dependencies: { 'confluent-connect-plugins': '*' } }),
  );
  const { resolve: resolveInApp } = createRequire(manifest);
  const importInApp = (name: string): Promise<unknown> =>
    import(pathToFileURL(resolveInApp(name)).href);
  return {
    folder,
    tarball,
    // `import` of a computed name gives no types.
    package: (await importInApp('confluent-connect-plugins')) as App['package'],
    testing: (await importInApp('confluent-connect-plugins/testing')) as App['testing'],
    remove: () => {
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}
