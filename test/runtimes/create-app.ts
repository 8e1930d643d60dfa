import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as main from 'confluent-connect-plugins';
import type * as testing from 'confluent-connect-plugins/testing';

/** The folder of the project. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/** An app that has installed the packed package, and nothing else of ours. */
export interface App {
  folder: string;
  /** The packed package. */
  tarball: string;
  /** The package and its fake, as the app has them. */
  package: typeof main;
  testing: typeof testing;
  remove: () => void;
}

/** Packs what is built, and installs it in a new folder without asking a registry. */
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
  const dependencies = ['openapi-fetch', 'openapi-typescript-helpers'];
  for (const name of dependencies) {
    cpSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
    });
  }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: { 'confluent-connect-plugins': '*' } }),
  );
  const load = (file: string): Promise<unknown> =>
    import(pathToFileURL(join(installed, 'dist', file)).href);
  return {
    folder,
    tarball,
    package: (await load('index.js')) as App['package'],
    testing: (await load('testing.js')) as App['testing'],
    remove: () => {
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}
