import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { byCodeUnit } from './json.js';
import { SpecError } from './spec-error.js';

/** Returns the text of a file, or undefined if there is no such file. */
export const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/**
 * Returns the files in a folder and its subfolders as sorted paths from root. It leaves out hidden
 * files and hidden folders.
 *
 * @throws SpecError for a symbolic link, which may lead out of the project.
 */
export function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) {
        throw new SpecError(file, 'a symbolic link', 'put the file itself in its place');
      }
      if (entry.isDirectory()) return listFiles(root, file);
      return entry.isFile() ? [file] : [];
    })
    .sort(byCodeUnit);
}

/**
 * Writes all files, or none if one cannot be written. Each text first goes into a draft beside its
 * file; the drafts then replace the files.
 */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  const drafts = [...files].map(([file, text]) => ({
    target: join(root, file),
    draft: join(root, `${file}.${randomUUID()}.new`),
    text,
  }));
  try {
    for (const { target, draft, text } of drafts) {
      mkdirSync(dirname(target), { recursive: true });
      // This fails if the draft is there, so that nothing is written through a link.
      writeFileSync(draft, text, { flag: 'wx' });
    }
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    throw error;
  }
  for (const { target, draft } of drafts) renameSync(draft, target);
}
