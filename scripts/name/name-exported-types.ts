import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { byCodeUnit } from '../shared/json.js';
import { SpecError, type Place } from '../shared/spec-error.js';
import { pascalCase } from '../shared/values.js';

/**
 * Chooses the name under which the type of each component is exported. For example,
 * `connect.v1.CustomConnectorPlugin` becomes `ConnectV1CustomConnectorPlugin`. A reserved name gets
 * `Schema` appended.
 *
 * @param components - The first place of each component in the specs, by component name.
 * @param reservedNames - Global names, and names that the package itself exports.
 * @returns The exported name by component name.
 * @throws SpecError for two components that give one name, and for a component that gives none.
 */
export function nameExportedTypes(
  components: ReadonlyMap<string, { readonly place: Place }>,
  reservedNames: ReadonlySet<string>,
): Record<string, string> {
  const componentByName = new Map<string, string>();
  for (const [component, { place }] of [...components].sort(([a], [b]) => byCodeUnit(a, b))) {
    const name = typeNameOf(component, reservedNames);
    const other = componentByName.get(name);
    if (!/^[A-Z]/.test(name)) {
      throw new SpecError(
        place,
        `the title of ${JSON.stringify(component)}, which gives no type name`,
        'ask the publisher for a title that starts with a letter',
      );
    }
    if (other !== undefined) {
      throw new SpecError(
        place,
        `the titles of ${other} and ${component} give one type name, ${name}`,
        'ask the publisher to rename one of them',
      );
    }
    componentByName.set(name, component);
  }
  return Object.fromEntries([...componentByName].map(([name, component]) => [component, name]));
}

function typeNameOf(component: string, reservedNames: ReadonlySet<string>): string {
  const name = pascalCase(component);
  return reservedNames.has(name) ? `${name}Schema` : name;
}

/**
 * Returns the global types and values that TypeScript's own libraries declare, browsers included. It
 * reads the lines that begin a declaration: to parse the libraries takes longer than all the rest.
 */
export function globalNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const libraries = new Set(['esnext.full']);
  const folder = dirname(ts.getDefaultLibFilePath({}));
  for (const library of libraries) {
    const text = readFileSync(join(folder, `lib.${library}.d.ts`), 'utf8');
    for (const [, referred = ''] of text.matchAll(libraryReference)) libraries.add(referred);
    for (const [, name = ''] of text.matchAll(declaration)) names.add(name);
  }
  return names;
}

const libraryReference = /^\/\/\/ *<reference lib="([^"]+)"/gm;
const declaration =
  /^(?:declare )?(?:abstract )?(?:class|const|enum|function|interface|let|namespace|type|var) ([\w$]+)/gm;

/** Returns the names that a module exports by name. It ignores `export *`. */
export function exportedNames(source: string): ReadonlySet<string> {
  const file = ts.createSourceFile('index.ts', source, ts.ScriptTarget.ESNext);
  const names = file.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    statement.exportClause &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
  return new Set(names);
}
