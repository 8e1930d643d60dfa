import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOperations } from '../src/generated/operations.js';
import { createApp, project } from './support/app.js';
import type { App } from './support/app.js';
import { errorsOfProject } from './support/type-check.js';

/** The app in which the packed package is installed. */
let app: App;
let installed: string;
let files: string[];

beforeAll(() => {
  app = createApp();
  const { folder } = app;
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  installed = join(folder, 'node_modules/confluent-connect-plugins');
  mkdirSync(installed);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  files = [...output.matchAll(/"path": "([^"]+)"/g)].map(([, path = '']) => path).sort();
}, 60_000);
afterAll(() => {
  app.remove();
});

describe('the packed package', () => {
  test('has the build, its sources, the OpenAPI document and the documents, and nothing else', () => {
    const folders = new Set(files.map((file) => dirname(file).split('/')[0]));
    expect([...folders].sort()).toEqual(['.', 'dist', 'docs', 'examples', 'openapi', 'src']);
    expect(files.filter((file) => !file.includes('/'))).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'package.json',
    ]);
    expect(files.filter((file) => file.startsWith('openapi/'))).toEqual(['openapi/openapi.yaml']);
    const sources = files.filter((file) => file.startsWith('src/'));
    for (const source of sources) {
      const built = source.replace('src/', 'dist/').replace(/\.ts$/, '');
      expect(files).toEqual(expect.arrayContaining([`${built}.d.ts`, `${built}.d.ts.map`]));
    }
    const code = files.filter((file) => /^dist\/.*\.js(\.map)?$/.test(file));
    const entryPoints = ['index', 'shared', 'sts/index', 'testing/index'];
    expect(code).toEqual(entryPoints.flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]));
    const documents = files.filter((file) => /^(docs|examples)\//.test(file)).length;
    expect(files.length).toBe(7 + documents + 3 * sources.length + code.length);
  });

  test('has source maps whose sources are in the package', () => {
    const maps = files.filter((file) => file.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(0);
    for (const map of maps) {
      const { sources } = JSON.parse(readFileSync(join(installed, map), 'utf8')) as {
        sources: string[];
      };
      for (const source of sources) {
        expect(existsSync(join(installed, dirname(map), source)), `${map}: ${source}`).toBe(true);
      }
    }
  });

  test('depends only on openapi-fetch and its types', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      object
    >;
    expect(Object.keys(manifest['dependencies'] ?? {})).toEqual([
      'openapi-fetch',
      'openapi-typescript-helpers',
    ]);
    expect(manifest['peerDependencies']).toBeUndefined();
  });

  test('has no problem that publint finds', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  const dom = { lib: ['es2022', 'dom', 'dom.iterable'], types: [] };
  const node = {
    lib: ['es2022'],
    typeRoots: [join(project, 'node_modules/@types')],
    types: ['node'],
  };
  test.each([
    ['nodenext', 'the DOM', dom],
    ['nodenext', 'Node without the DOM', node],
    ['bundler', 'the DOM', dom],
  ])(
    'has types that compile under strict settings, %s resolution and the types of %s',
    (resolution, name, platform) => {
      const types = join(app.folder, `types-${resolution}-${name}`);
      cpSync(join(project, 'test/types'), types, { recursive: true });
      const tsconfig = {
        compilerOptions: {
          exactOptionalPropertyTypes: true,
          module: resolution === 'bundler' ? 'preserve' : resolution,
          moduleResolution: resolution,
          noEmit: true,
          skipDefaultLibCheck: true,
          noUncheckedIndexedAccess: true,
          strict: true,
          target: 'es2022',
          ...platform,
        },
      };
      writeFileSync(join(types, 'tsconfig.json'), JSON.stringify(tsconfig));
      expect(errorsOfProject(join(types, 'tsconfig.json'))).toEqual([]);
    },
    120_000,
  );

  test('can be imported by its names, with the promised exports', () => {
    const script =
      "console.log(Object.keys(await import('confluent-connect-plugins')).join(), Object.keys(await import('confluent-connect-plugins/sts')).join(), Object.keys(await import('confluent-connect-plugins/testing')).join())";
    expect(app.run(script)).toBe(
      'ConfluentApiError,ConfluentConnectionError,ConfluentError,ConfluentResponseError,ConfluentTimeoutError,createConfluentClient,rateLimitOf createStsTokenProvider createFakeConfluent',
    );
  });

  test('adds the token provider only to an app that imports it', async () => {
    const client = "import { createConfluentClient } from 'confluent-connect-plugins';";
    const sts = "import { createStsTokenProvider } from 'confluent-connect-plugins/sts';";
    const create = 'console.log(createConfluentClient';
    expect(await bundle(`${client}${create});`)).not.toContain('oauth2/token');
    expect(await bundle(`${client}${sts}${create}, createStsTokenProvider);`)).toContain(
      'oauth2/token',
    );
  });

  test('adds no byte to an app that imports types alone', async () => {
    const code = await bundle(
      "import type { ConnectV1CustomConnectorPlugin } from 'confluent-connect-plugins';\nexport type Id = ConnectV1CustomConnectorPlugin['id'];",
    );
    expect(code.trim()).toBe('');
  });

  test('adds at most 8 KiB, minified and gzipped, to an app that lists and handles errors', async () => {
    const code = await bundle(
      "import { createConfluentClient, ConfluentApiError } from 'confluent-connect-plugins';\nconst confluent = createConfluentClient();\ntry { for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) console.log(plugin.id); } catch (error) { if (error instanceof ConfluentApiError) console.error(error.status); }",
    );
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(8 * 1024);
  });
});

/** The lists of the fake alone: the table of operations grows with each page that is added. */
const operationsOfFake: Plugin = {
  name: 'operations of the fake',
  setup(bundler) {
    const lists = [
      '/ccpm/v1/plugins',
      '/ccpm/v1/plugins/{plugin_id}/versions',
      '/connect/v1/custom-connector-plugins',
    ] as const;
    const tables: Record<string, unknown> = {
      methods: ['GET'],
      listOperations: Object.fromEntries(lists.map((list) => [list, listOperations[list]])),
      contentTypes: {},
    };
    bundler.onLoad({ filter: /confluent-connect-plugins[\\/]dist[\\/]index\.js$/ }, ({ path }) => ({
      contents: Object.entries(tables).reduce(
        (code, [name, table]) => {
          const declaration = new RegExp(`^const ${name} = [^]*?;$`, 'm');
          expect(code).toMatch(declaration);
          return code.replace(declaration, `const ${name} = ${JSON.stringify(table)};`);
        },
        readFileSync(path, 'utf8'),
      ),
    }));
  },
};

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, loader: 'ts', resolveDir: app.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    plugins: [operationsOfFake],
  });
  return outputFiles[0]?.text ?? '';
}
