import ts from 'typescript';

/** A question to the compiler: is one type, written in TypeScript, assignable to another one? */
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
const host = ts.createCompilerHost(options);
/** The files of TypeScript's library, parsed once in a process. */
const libraryFiles = new Map<string, ts.SourceFile | undefined>();

/**
 * Asks the TypeScript compiler whether types are assignable to others, in strict mode with
 * exactOptionalPropertyTypes.
 *
 * @param declarations - TypeScript that the questions refer to.
 * @returns Whether each source fits its target, in the order of the questions. A type that cannot be
 * resolved fits nothing.
 */
export function judgeTypes(declarations: string, questions: readonly Question[]): boolean[] {
  if (questions.length === 0) return [];
  // All aliases have the name `_`. The duplicates are errors that do not matter: only the types that
  // their nodes say are read.
  const aliases = questions.map(({ source, target }) => `type _ = [${source}, ${target}];\n`);
  const text = `${declarations}\n${aliases.join('')}`;
  const file = ts.createSourceFile('questions.ts', text, ts.ScriptTarget.ES2022, true);
  const getSourceFile = (name: string): ts.SourceFile | undefined => {
    if (name === file.fileName) return file;
    if (!libraryFiles.has(name)) {
      libraryFiles.set(name, host.getSourceFile(name, ts.ScriptTarget.ES2022));
    }
    return libraryFiles.get(name);
  };
  const program = ts.createProgram([file.fileName], options, { ...host, getSourceFile });
  const checker = program.getTypeChecker();
  return file.statements.slice(-questions.length).map((statement) => {
    if (!ts.isTypeAliasDeclaration(statement) || !ts.isTupleTypeNode(statement.type)) return false;
    const { elements } = statement.type;
    const [source, target] = elements.map((node) => checker.getTypeFromTypeNode(node));
    if (!source || !target || (source.flags | target.flags) & ts.TypeFlags.Any) return false;
    return checker.isTypeAssignableTo(source, target);
  });
}
