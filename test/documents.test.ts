import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { createProgram, errorsIn, readProject } from './support/type-check.js';

const project = resolve(import.meta.dirname, '..');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(project, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const read = (document: string): string => readFileSync(join(project, document), 'utf8');

test('the code in the documents compiles', () => {
  const blocks = new Map(
    documents.flatMap((document) =>
      [...read(document).matchAll(/^```ts\n(.*?)^```$/gms)].map(
        ([, code = ''], index) => [join(project, `${document}-${index}.ts`), code] as const,
      ),
    ),
  );
  expect(blocks.size).toBeGreaterThan(4);
  const wrong = join(project, 'wrong.ts');
  blocks.set(wrong, "import { nothing } from 'confluent-connect-plugins';\nnothing();");
  const names = [...blocks.keys()];
  const { options } = readProject(join(project, 'tsconfig.json'));
  const program = createProgram(names, options, blocks);
  const errors = names.flatMap((name) => errorsIn(program, name));
  expect(errors).toEqual([expect.stringContaining(`${wrong}: `)]);
});

test.each(documents)('%s has no link to a missing file', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
    ([, link = '']) => link,
  );
  const missing = links.filter(
    (link) => !ts.sys.fileExists(resolve(project, document, '..', link)),
  );
  expect(missing).toEqual([]);
});

test('the documents name only commands that the package has', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('docs/api is what npm run docs makes of the doc comments', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'api-'));
  // `npm run check` has compiled the sources already.
  const typedoc = join(project, 'node_modules/typedoc/bin/typedoc');
  execFileSync(process.execPath, [typedoc, '--skipErrorChecking', '--out', fresh], {
    cwd: project,
  });
  const pages = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    );
  expect(pages(join(project, 'docs/api'))).toEqual(pages(fresh));
  rmSync(fresh, { recursive: true });
}, 120_000);
