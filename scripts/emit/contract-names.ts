import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { byCodeUnit } from '../json.js';
import { SpecError, type Place } from '../spec-error.js';

/**
 * Gives each component the name under which its type is exported: `connect.v1.CustomConnectorPlugin`
 * becomes `ConnectV1CustomConnectorPlugin`. One that would shadow a global type or value, or a name
 * that the package itself exports, gets `Schema` appended.
 *
 * @param components - Where each component was first met, by its name.
 * @param reserved - Names that are spoken for.
 * @returns The exported name by component name.
 * @throws SpecError for two components that give one name, and for one that gives none.
 */
export function nameContracts(
  components: ReadonlyMap<string, Place>,
  reserved: ReadonlySet<string>,
): Record<string, string> {
  const names: Record<string, string> = {};
  const owners = new Map<string, string>();
  for (const [component, at] of [...components].sort(([a], [b]) => byCodeUnit(a, b))) {
    const pascal = component
      .split(/[^A-Za-z0-9]+/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('');
    const name = reserved.has(pascal) ? `${pascal}Schema` : pascal;
    if (!/^[A-Z]/.test(name)) {
      throw new SpecError(
        at,
        `the title of ${JSON.stringify(component)}, which gives no type name`,
        'have the publisher give a title that starts with a letter',
      );
    }
    const other = owners.get(name);
    if (other !== undefined) {
      throw new SpecError(
        at,
        `the titles of ${other} and ${component} give one type name, ${name}`,
        'have the publisher rename one of them',
      );
    }
    owners.set(name, component);
    names[component] = name;
  }
  return names;
}

/** Every global type and value that TypeScript's own libraries declare, those of browsers included. */
export function globalNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const libraries = new Set(['lib.esnext.full.d.ts']);
  const folder = dirname(ts.getDefaultLibFilePath({}));
  for (const library of libraries) {
    const text = readFileSync(join(folder, library), 'utf8');
    const file = ts.createSourceFile(library, text, ts.ScriptTarget.ESNext);
    for (const { fileName } of file.libReferenceDirectives) libraries.add(`lib.${fileName}.d.ts`);
    for (const name of file.statements.flatMap(declaredNames)) names.add(name.getText(file));
  }
  return names;
}

function declaredNames(statement: ts.Statement): ts.Node[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name);
  }
  const isDeclaration =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  return isDeclaration && statement.name ? [statement.name] : [];
}

/** The names that a module exports one by one; those behind `export *` are left out. */
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
