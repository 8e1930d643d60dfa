/** What editors and compilers show to an app that has the package installed, built as published. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const app = `
import { createConfluentClient } from 'confluent-connect-plugins';
const client = createConfluentClient();
const versionsOf = '/ccpm/v1/plugins/{plugin_id}/versions';
const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
export const listPlugins = () => client.GET('/connect/v1/custom-connector-plugins');
export const listVersions = async () => (await client.GET(versionsOf, { params })).data;
export const walk = client.paginate('/connect/v1/custom-connector-plugins');
export const versions = client.paginate(versionsOf, { params });
export const pages = () => versions.pages();
export const collect = (limit: number) => versions.collect({ limit });
export const { GET, paginate } = client;
export { client };
for await (const plugin of walk) console.log(plugin);
`;

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'app-')));
  const installed = join(folder, 'node_modules/confluent-connect-plugins');
  const tsc = join(project, 'node_modules/typescript/bin/tsc');
  const build = [
    '-p',
    'tsconfig.build.json',
    // `npm run check` has checked the types already.
    '--noCheck',
    '--isolatedDeclarations',
    'false',
  ];
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...build, '--outDir', join(installed, 'dist')],
    { cwd: project, encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  cpSync(join(project, 'package.json'), join(installed, 'package.json'));
  // The dependencies are out of the app's reach, as pnpm installs them.
  symlinkSync(join(project, 'node_modules'), join(installed, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The text of the app's module, as the language service sees it. */
let opened = { text: '', version: 0 };
let service: ts.LanguageService | undefined;

/** Opens a module of the app in the language service, which editors use. */
function open(text: string): { service: ts.LanguageService; file: string } {
  const file = join(folder, 'app.mts');
  if (opened.text !== text) opened = { text, version: opened.version + 1 };
  service ??= createService(file);
  return { service, file };
}

function createService(file: string): ts.LanguageService {
  return ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? `${opened.version}` : '1'),
    getScriptSnapshot: (name) => {
      const content = name === file ? opened.text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => ({
      declaration: true,
      module: ts.ModuleKind.NodeNext,
      strict: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? opened.text : ts.sys.readFile(name)),
    directoryExists: (name) => ts.sys.directoryExists(name),
    realpath: (name) => realpathSync(name),
  });
}

const hoverAt = (text: string, position: number): string => {
  const { service, file } = open(text);
  return ts.displayPartsToString(service.getQuickInfoAtPosition(file, position)?.displayParts);
};

const errorsOf = (text: string): string[] => {
  const { service, file } = open(text);
  const found = [...service.getSemanticDiagnostics(file), ...service.getSyntacticDiagnostics(file)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
};

describe('an editor', () => {
  test.each([
    ['plugin of', 'const plugin: ConnectV1CustomConnectorPlugin'],
    [
      'versions =',
      'const versions: Paginator<CcpmV1CustomConnectPluginVersion, CcpmV1CustomConnectPluginVersionList>',
    ],
    ['listPlugins', 'Promise<CallResult<ConnectV1CustomConnectorPluginList>>'],
    ['listVersions', 'Promise<CcpmV1CustomConnectPluginVersionList>'],
    ["GET('/connect", 'CallInit<"GET", "/connect/v1/custom-connector-plugins">'],
    ['GET, paginate', 'CallInit<"GET", P>'],
  ])('shows the name of the contract at `%s`', (where, shown) => {
    const hover = hoverAt(app, app.indexOf(where));
    expect(hover).toContain(shown);
    expect(hover).not.toContain('{');
  });
});

describe('the compiler', () => {
  test('names the contract in the text of an error', () => {
    const wrong = `${app}const [first] = (await collect(1)).items;\nexport const id: number = first!;\n`;
    expect(errorsOf(wrong)).toEqual([
      "Type 'CcpmV1CustomConnectPluginVersion' is not assignable to type 'number'.",
    ]);
  });

  test('emits declarations for an app that exports what the client returns', () => {
    const { service, file } = open(app);
    expect(errorsOf(app)).toEqual([]);
    const { emitSkipped, outputFiles } = service.getEmitOutput(file, true, true);
    expect(emitSkipped).toBe(false);
    const imports = outputFiles.flatMap(({ text }) =>
      [...text.matchAll(/import\("([^"]*)"\)|from ['"]([^'"]*)['"]/g)].map(
        ([, inline, from]) => inline ?? from,
      ),
    );
    expect(new Set(imports)).toEqual(new Set(['confluent-connect-plugins']));
  });
});

test('every type that the package names in a signature is exported by its index', () => {
  const index = join(folder, 'node_modules/confluent-connect-plugins/dist/index.d.ts');
  const program = open(app).service.getProgram();
  if (!program) throw new Error('The language service has no program');
  const checker = program.getTypeChecker();
  const aliased = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = new Set(module ? checker.getExportsOfModule(module).map(aliased) : []);
  expect(exported.size).toBeGreaterThan(0);
  const missing = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      const used = checker.getSymbolAtLocation(name);
      const symbol = used && aliased(used);
      const home = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
      if (symbol && home.startsWith(dirname(index)) && !exported.has(symbol)) {
        if (!(symbol.flags & ts.SymbolFlags.TypeParameter)) missing.add(symbol.name);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const symbol of exported) {
    for (const declaration of symbol.declarations ?? []) {
      if (declaration.getSourceFile().fileName.startsWith(dirname(index))) visit(declaration);
    }
  }
  expect([...missing]).toEqual([]);
});
