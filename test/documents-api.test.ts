import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram, readProject } from './support/type-check.js';

const project = resolve(import.meta.dirname, '..');
const reference = join(project, 'docs/api');

test('docs/api is what npm run docs makes of the doc comments', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'api-'));
  // `npm run check` has compiled the sources already.
  const typedoc = join(project, 'node_modules/typedoc/bin/typedoc');
  execFileSync(process.execPath, [typedoc, '--skipErrorChecking', '--out', fresh], {
    cwd: project,
    stdio: 'ignore',
  });
  const pages = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    );
  expect(pages(reference)).toEqual(pages(fresh));
  rmSync(fresh, { recursive: true });
}, 120_000);

test('docs/api describes every export, and nothing that is not exported', () => {
  const sources = ['generated/contracts', 'index', 'sts/index', 'testing/index'].map((name) =>
    join(project, `src/${name}.ts`),
  );
  const program = createProgram(sources, readProject(join(project, 'tsconfig.json')).options);
  const [contracts = [], main = [], sts = [], testing = []] = sources
    .map((source) => {
      const file = program.getSourceFile(source);
      const module = file && program.getTypeChecker().getSymbolAtLocation(file);
      return module ? program.getTypeChecker().getExportsOfModule(module) : [];
    })
    .map((symbols) => symbols.map(({ name }) => name));

  expect(namesOn('contracts.md')).toEqual(new Set(contracts));
  // openapi-fetch documents Middleware.
  const own = main.filter((name) => name !== 'Middleware' && !contracts.includes(name));
  expect(namesOn('index.md')).toEqual(new Set(own));
  // The client's page has FetchFunction.
  expect(namesOn('sts.md')).toEqual(new Set(sts.filter((name) => name !== 'FetchFunction')));
  expect(namesOn('testing.md')).toEqual(new Set(testing));
}, 60_000);

function namesOn(page: string): Set<string> {
  const text = readFileSync(join(reference, page), 'utf8');
  return new Set([...text.matchAll(/^### (?:`abstract` )?(\w+)/gm)].map(([, name = '']) => name));
}
