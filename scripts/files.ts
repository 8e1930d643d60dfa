import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { byCodeUnit } from './json.js';

/** A file's text; undefined where there is no such file. */
export const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** The files below a folder, sorted, by path from the root and with `/`; hidden ones are left out. */
export function listFiles(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(byCodeUnit);
}

/** Writes all files or, when one cannot be written, none: each is put beside its place first. */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  const staged = [...files].map(([file, text]) => ({
    target: join(root, file),
    draft: join(root, `${file}.new`),
    text,
  }));
  try {
    for (const { target, draft, text } of staged) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(draft, text);
    }
  } catch (error) {
    for (const { draft } of staged) rmSync(draft, { force: true });
    throw error;
  }
  for (const { target, draft } of staged) renameSync(draft, target);
}
