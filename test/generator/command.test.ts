import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const spec = 'openapi/paths/connect-v1-custom-connector-plugins.yaml';
const outputs = [
  'openapi/contract.txt',
  'openapi/openapi.yaml',
  'src/generated/contracts.ts',
  'src/generated/openapi.ts',
  'src/generated/operations.ts',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'));
  for (const name of [
    'openapi',
    'scripts',
    'src',
    'test/fixtures',
    'tsconfig.json',
    'package.json',
  ]) {
    cpSync(join(project, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function run(...command: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}
const generate = (...args: string[]): Run => run('--import', 'tsx', 'scripts/generate.ts', ...args);

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const edit = (file: string, change: (text: string) => string): void => {
  const before = read(file);
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
};
const snapshot = (): string[] => outputs.map(read);

describe('npm run generate', () => {
  test('finds the committed files fresh', () => {
    expect(generate('--check')).toMatchObject({
      code: 0,
      out: `fresh: ${[
        'openapi/openapi.yaml',
        'openapi/contract.txt',
        'src/generated/openapi.ts',
        'src/generated/contracts.ts',
        'src/generated/operations.ts',
      ].join(', ')}\n`,
    });
  }, 30_000);

  test('tells a required name that went away as the one breaking change, and --check until it is written', () => {
    const before = snapshot();
    edit(spec, (text) => text.replace(/^ *- display_name\n/m, ''));
    const changes = [
      '1 fact changed:',
      '  breaking       GET /connect/v1/custom-connector-plugins 200 application/json data[].display_name: required -> optional',
      'semver: major (',
    ].join('\n');

    const check = generate('--check');
    expect(check.code).toBe(1);
    expect(check.out).toContain(changes);
    expect(check.err).toContain(
      'stale: openapi/openapi.yaml, openapi/contract.txt, src/generated/openapi.ts\n',
    );
    expect(check.err).toContain('npm run generate');
    expect(snapshot()).toEqual(before);

    const written = generate();
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toContain(changes);
    expect(generate('--check').code).toBe(0);
  }, 60_000);

  test('tells a changed text as documentation', () => {
    edit(spec, (text) => text.replace('Display name of Custom', 'Shown name of Custom'));
    const { out } = generate();
    expect(out).toContain(
      '1 fact changed:\n  documentation  GET /connect/v1/custom-connector-plugins 200 application/json data[].display_name: ',
    );
    expect(out).toContain('semver: patch (');
  }, 30_000);

  test('writes nothing where a spec is at fault', () => {
    const before = snapshot();
    writeFileSync(join(folder, 'openapi/paths/zz.yaml'), 'paths:\n  /a:\n    get: {}\n');
    const { code, err } = generate();
    expect(code).toBe(1);
    expect(err).toContain('openapi/paths/zz.yaml#/paths/~1a/get\n');
    expect(err).toContain('nothing was written\n');
    expect(snapshot()).toEqual(before);
    expect(readdirSync(join(folder, 'openapi'))).toEqual(['contract.txt', 'openapi.yaml', 'paths']);
  }, 30_000);

  test('refuses an empty folder of specs, and an unknown option', () => {
    rmSync(join(folder, 'openapi/paths'), { recursive: true });
    expect(generate()).toMatchObject({ code: 1 });
    expect(generate().err).toContain('openapi/paths\n  found: no path spec');
    expect(generate('--chekc')).toMatchObject({ code: 2 });
    expect(generate('--chekc').err).toContain('--chekc is no option');
  }, 30_000);

  test('makes do without the files of an earlier run, or with files that a merge left broken', () => {
    rmSync(join(folder, 'src/generated'), { recursive: true });
    writeFileSync(join(folder, 'openapi/openapi.yaml'), '<<<<<<< ours\n');
    const { code, out } = generate();
    expect(code).toBe(0);
    expect(out).toContain('no earlier contract to compare with');
    expect(outputs.map(read)).toEqual(
      outputs.map((file) => readFileSync(join(project, file), 'utf8')),
    );
  }, 30_000);
});

describe('a further list operation', () => {
  test('dropped into openapi/paths is typed and pages, with no line of code', () => {
    cpSync(
      join(folder, 'test/fixtures/paths/list-widgets.yaml'),
      join(folder, 'openapi/paths/w.yaml'),
    );
    expect(generate().code).toBe(0);
    writeFileSync(
      join(folder, 'src/use.ts'),
      `import { createServer } from 'node:http';
       import { createConfluentClient, type WidgetKind } from './index.js';
       const asked: string[] = [];
       const server = createServer((request, response) => {
         asked.push(request.url ?? '');
         const last = request.url?.includes('page_token=b%2Bc') ?? false;
         response.setHeader('content-type', 'application/json').end(JSON.stringify({
           metadata: { next: last ? null : 'https://elsewhere.example/?page_token=b%2Bc' },
           data: [{ id: last ? 'w-2' : 'w-1', colour: 'RED' }],
         }));
       });
       await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
       const address = server.address();
       const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
       const confluent = createConfluentClient({
         apiKey: 'key', apiSecret: 'secret', baseUrl: \`http://127.0.0.1:\${port}\`,
       });
       const widgets: WidgetKind[] = [];
       const query = { 'spec.display_name': 'w' };
       for await (const widget of confluent.paginate('/widgets/v1/widgets', { params: { query } })) {
         widgets.push(widget);
       }
       // @ts-expect-error no such filter
       confluent.paginate('/widgets/v1/widgets', { params: { query: { 'spec.name': 'w' } } });
       server.close();
       console.log(JSON.stringify({ ids: widgets.map(({ id }) => id), asked }));
      `,
    );
    const tsc = run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(tsc.out).not.toMatch(/^src\//m);
    const { out, err } = run('--import', 'tsx', 'src/use.ts');
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      ids: ['w-1', 'w-2'],
      asked: [
        '/widgets/v1/widgets?spec.display_name=w&page_size=50',
        '/widgets/v1/widgets?spec.display_name=w&page_size=50&page_token=b%2Bc',
      ],
    });
  }, 60_000);
});
