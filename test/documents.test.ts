import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram, errorsIn, readProject } from './support/type-check.js';

const project = resolve(import.meta.dirname, '..');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'examples/README.md',
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
}, 120_000);

test('the documents name only commands that the package has', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('docs/in-your-stack.md shows the environment for Jest that the compatibility checks use', () => {
  expect(read('docs/in-your-stack.md')).toContain(
    `\`\`\`js\n${read('compat/fixtures/jest/jsdom-with-fetch.js')}\`\`\``,
  );
});
