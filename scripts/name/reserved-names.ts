import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

let known: ReadonlySet<string> | undefined;

/** Returns the global types and values that TypeScript's own libraries declare, browsers included. */
export function globalNames(): ReadonlySet<string> {
  known ??= readGlobalNames();
  return known;
}

function readGlobalNames(): ReadonlySet<string> {
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
