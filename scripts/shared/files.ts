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

/** Returns the text of a file, or undefined if there is no such file. */
export const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Returns the files in a folder and its subfolders, without hidden ones, as sorted paths from root. */
export function listFiles(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(byCodeUnit);
}

/**
 * Writes all files, or none if one cannot be written. Each text first goes into a draft beside its
 * file; the drafts then replace the files.
 */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  const drafts = [...files].map(([file, text]) => ({
    target: join(root, file),
    draft: join(root, `${file}.new`),
    text,
  }));
  try {
    for (const { target, draft, text } of drafts) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(draft, text);
    }
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    throw error;
  }
  for (const { target, draft } of drafts) renameSync(draft, target);
}
