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
import { updateGenerated } from '../../scripts/update-generated.js';
import { useBundled } from '../support/bundled.js';
import { errorsOfProject } from '../support/type-check.js';

const project = resolve(import.meta.dirname, '../..');
const spec = 'openapi/paths/connect-v1-custom-connector-plugins.yaml';
const outputs = [
  'openapi/openapi.yaml',
  'openapi/contract.txt',
  'src/generated/openapi.ts',
  'src/generated/contracts.ts',
  'src/generated/operations.ts',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'));
  for (const name of ['openapi', 'src', 'package.json', 'tsconfig.json']) {
    cpSync(join(project, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const edit = (file: string, change: (text: string) => string): void => {
  const before = read(file);
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
};
const snapshot = (): string[] => outputs.map(read);
const run = (...command: string[]): { code: number | null; out: string; err: string } => {
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { code: status, out: stdout, err: stderr };
};

describe('updateGenerated', () => {
  test('reports the committed files as fresh', async () => {
    expect(await updateGenerated(folder, true)).toEqual({
      isFresh: true,
      isWritten: false,
      text: `fresh: ${outputs.join(', ')}`,
    });
  });

  test('reports a property that is no longer required as one breaking change, until the files are written', async () => {
    const before = snapshot();
    edit(spec, (text) => text.replace(/^ *- display_name\n/m, ''));
    const changes = [
      '1 change:',
      '  breaking       connect.v1.CustomConnectorPlugin.display_name: required -> optional',
      'semver: major (',
    ].join('\n');
    const stale = 'openapi/openapi.yaml, openapi/contract.txt, src/generated/openapi.ts';

    const check = await updateGenerated(folder, true);
    expect(check.isFresh).toBe(false);
    expect(check.text).toContain(changes);
    expect(check.text).toContain(`\nstale: ${stale}\nto update: npm run generate`);
    expect(snapshot()).toEqual(before);

    const { isFresh, text } = await updateGenerated(folder, false);
    expect(isFresh).toBe(true);
    expect(text).toContain(changes);
    expect(text).toContain(`\nwritten: ${stale}`);
    expect((await updateGenerated(folder, true)).isFresh).toBe(true);
  });

  test('treats a required property that its object does not have as not required, and warns', async () => {
    edit(spec, (text) => text.replace(/^( *- )display_name\n/m, '$1shown_name\n'));
    const { text } = await updateGenerated(folder, true);
    expect(text).toContain('1 change:\n  breaking ');
    expect(text).toContain(
      `warning: ${spec}: connect.v1.CustomConnectorPlugin requires "shown_name", a property it does not have`,
    );
  });

  test('reports a changed description as documentation', async () => {
    edit(spec, (text) => text.replace('Display name of Custom', 'Shown name of Custom'));
    const { text } = await updateGenerated(folder, false);
    expect(text).toContain(
      '1 change:\n  documentation  connect.v1.CustomConnectorPlugin.display_name: ',
    );
    expect(text).toContain('semver: patch (');
  });

  test('writes nothing if a spec has an error', async () => {
    const before = snapshot();
    writeFileSync(join(folder, 'openapi/paths/zz.yaml'), 'paths:\n  /a:\n    get: {}\n');
    await expect(updateGenerated(folder, false)).rejects.toThrow(
      'openapi/paths/zz.yaml#/paths/~1a/get\n',
    );
    expect(snapshot()).toEqual(before);
    expect(readdirSync(join(folder, 'openapi'))).toEqual([
      'contract.txt',
      'corrections.yaml',
      'openapi.yaml',
      'paths',
    ]);
  });

  test('writes nothing if one of the files cannot be written', async () => {
    const document = join(folder, 'openapi/openapi.yaml');
    const before = readFileSync(document, 'utf8');
    const files = readdirSync(join(folder, 'openapi'));
    edit(spec, (text) => text.replace(/^ *- display_name\n/m, ''));
    rmSync(join(folder, 'src/generated'), { recursive: true });
    writeFileSync(join(folder, 'src/generated'), 'a file where a folder belongs');
    await expect(updateGenerated(folder, false)).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(readFileSync(document, 'utf8')).toBe(before);
    expect(readdirSync(join(folder, 'openapi'))).toEqual(files);
  });

  test('throws if the folder of specs is missing', async () => {
    rmSync(join(folder, 'openapi/paths'), { recursive: true });
    await expect(updateGenerated(folder, false)).rejects.toThrow(
      'openapi/paths\n  found: no path spec',
    );
  });

  test('writes all files if the earlier ones are missing or broken by a merge conflict', async () => {
    // Without an earlier document no name is remembered, so this is not what is committed.
    rmSync(join(folder, 'openapi/openapi.yaml'));
    const first = await updateGenerated(folder, false);
    expect(first.text).toContain('\nno earlier contract to compare with\n');
    const before = snapshot();
    rmSync(join(folder, 'src/generated'), { recursive: true });
    edit('openapi/openapi.yaml', (text) => `<<<<<<< ours\n${text}=======\n>>>>>>> theirs\n`);
    const { text } = await updateGenerated(folder, false);
    expect(text).toMatch(
      /^openapi\/openapi\.yaml cannot be read \(.+ at line \d+, column \d+\), so there is no verdict$/m,
    );
    expect(snapshot()).toEqual(before);
  });

  test('says that the earlier document cannot be read if it is only a text', async () => {
    writeFileSync(join(folder, 'openapi/openapi.yaml'), '<<<<<<< ours\n');
    const { text } = await updateGenerated(folder, true);
    expect(text).toContain(
      '\nopenapi/openapi.yaml cannot be read (it is no object), so there is no verdict\n',
    );
  });

  test('says that the earlier document cannot be read if a merge has lost a component', async () => {
    edit('openapi/openapi.yaml', (text) => text.replace('\n    ListMeta:\n', '\n    Lost:\n'));
    const { text } = await updateGenerated(folder, true);
    expect(text).toMatch(
      /^openapi\/openapi\.yaml cannot be read \(.*\$ref.*\), so there is no verdict$/m,
    );
  });
});

describe('npm run generate', () => {
  const bundled = useBundled('scripts/generate');
  const generate = (...args: string[]): ReturnType<typeof run> =>
    run(bundled('scripts/generate'), ...args);

  test('exits with 1 if a file is stale', () => {
    edit(spec, (text) => text.replace('Display name of Custom', 'Shown name of Custom'));
    expect(generate('--check')).toMatchObject({ code: 1, err: '' });
  });

  test('exits with 1 and prints the error if a spec has one', () => {
    writeFileSync(join(folder, spec), 'paths:\n');
    expect(generate()).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/holds no path[^]*nothing was written\n$/) as string,
    });
  });

  test('exits with 2 and prints the usage if an option is unknown', () => {
    expect(generate('--chekc')).toEqual({
      code: 2,
      out: '',
      err: 'unknown option: --chekc\nusage: npm run generate [-- --check]\n',
    });
  });
});

describe('a path spec of another list operation', () => {
  test('gives a typed, paginated operation without a line of code', async () => {
    cpSync(
      join(project, 'test/fixtures/paths/list-widgets.yaml'),
      join(folder, 'openapi/paths/w.yaml'),
    );
    await updateGenerated(folder, false);
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
    writeFileSync(
      join(folder, 'tsconfig.app.json'),
      '{ "extends": "./tsconfig.json", "include": ["src"] }',
    );
    expect(errorsOfProject(join(folder, 'tsconfig.app.json'))).toEqual([]);
    const { out, err } = run('--import', 'tsx', 'src/use.ts');
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      ids: ['w-1', 'w-2'],
      asked: [
        '/widgets/v1/widgets?page_size=50&spec.display_name=w',
        '/widgets/v1/widgets?page_size=50&spec.display_name=w&page_token=b%2Bc',
      ],
    });
  });
});
