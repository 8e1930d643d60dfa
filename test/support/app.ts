import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of the project. */
export const project = resolve(import.meta.dirname, '../..');

/** An app in a folder of its own. */
export interface App {
  folder: string;
  /** Runs a module in the folder, and returns what it prints. */
  run: (code: string, ...flags: string[]) => string;
  remove: () => void;
}

/** Creates an app of ES modules that has the dependencies of the package, but not the package. */
export function createApp(): App {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'app-')));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
    symlinkSync(join(project, 'node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return {
    folder,
    run: (code, ...flags) => {
      const file = join(folder, 'script.js');
      writeFileSync(file, code);
      return execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' }).trim();
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
