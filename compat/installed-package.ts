import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the path of a file in a package that is installed beside these checks. */
export function fileOf(name: string, file: string): string {
  return join(import.meta.dirname, 'node_modules', name, file);
}

/** Returns the version of a package that is installed beside these checks. */
export async function versionOf(name: string): Promise<string> {
  const manifest = await readFile(fileOf(name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
