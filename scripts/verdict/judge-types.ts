import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A question to the compiler: is the one type assignable to the other one? */
export interface Question {
  readonly source: string;
  readonly target: string;
}

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es5.d.ts'],
  types: [],
};
const libraries = dirname(ts.getDefaultLibFilePath(options));
const parsed = new Map<string, ts.SourceFile>();

/**
 * Asks the TypeScript compiler, in strict mode with exactOptionalPropertyTypes, whether types are
 * assignable to others.
 *
 * @param namespaces - TypeScript by the namespace in which the questions find it.
 * @returns The verdict on each question, in their order. A type that cannot be resolved fits nothing.
 */
export function judgeTypes(
  namespaces: Readonly<Record<string, string>>,
  questions: readonly Question[],
): boolean[] {
  const text = [
    ...Object.entries(namespaces).map(([name, code]) => `namespace ${name} {\n${code}\n}\n`),
    ...questions.map(
      ({ source, target }, index) => `type Question${String(index)} = [${source}, ${target}];\n`,
    ),
  ].join('');
  const file = ts.createSourceFile('questions.ts', text, ts.ScriptTarget.ES2022, true);
  const program = ts.createProgram([file.fileName], options, hostOf(file));
  const checker = program.getTypeChecker();
  return file.statements.filter(ts.isTypeAliasDeclaration).map(({ type }) => {
    if (!ts.isTupleTypeNode(type)) return false;
    const [source, target] = type.elements.map((node) => checker.getTypeFromTypeNode(node));
    if (!source || !target || (source.flags | target.flags) & ts.TypeFlags.Any) return false;
    return checker.isTypeAssignableTo(source, target);
  });
}

function hostOf(file: ts.SourceFile): ts.CompilerHost {
  return {
    getSourceFile: (name) => (name === file.fileName ? file : libraryFile(name)),
    getDefaultLibFileName: () => join(libraries, 'lib.es5.d.ts'),
    getDefaultLibLocation: () => libraries,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
}

/** A file of TypeScript's library, parsed once in a process. */
function libraryFile(name: string): ts.SourceFile {
  const known =
    parsed.get(name) ??
    ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.ES2022);
  parsed.set(name, known);
  return known;
}
