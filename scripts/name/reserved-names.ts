import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

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
