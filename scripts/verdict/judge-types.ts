import ts from 'typescript';
import type { Side } from './sides.js';

/** A question to the compiler: is one type, written in TypeScript, assignable to another one? */
export interface Question {
  readonly source: string;
  readonly target: string;
}

/** Callers write requests for the old contract. Servers write responses for the new one. */
export const directed = (side: Side, oldType: string, newType: string): Question =>
  side === 'request' ? { source: oldType, target: newType } : { source: newType, target: oldType };

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
 * @returns A function that says of each question whether its source fits its target. A type that
 * cannot be resolved fits nothing.
 */
export function judgeTypes(
  declarations: string,
  questions: readonly Question[],
): (question: Question) => boolean {
  // Each statement has a line of its own, so that the line of an error says which one is wrong.
  const statements = [...new Set(questions.map(statementOf))];
  const asked = sourceFile('questions.ts', statements.join('\n'));
  const files = [asked, sourceFile('declarations.ts', declarations)];
  const program = ts.createProgram(
    files.map(({ fileName }) => fileName),
    options,
    {
      ...host,
      getSourceFile: (name) => files.find(({ fileName }) => fileName === name) ?? libraryFile(name),
    },
  );
  const wrong = program
    .getSemanticDiagnostics(asked)
    .map(({ start = 0 }) => statements[asked.getLineAndCharacterOfPosition(start).line]);
  return (question) => !wrong.includes(statementOf(question));
}

const sourceFile = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);

/** Returns TypeScript that compiles if the source of a question fits its target. */
const statementOf = ({ source, target }: Question): string =>
  `(null! as ${source}) satisfies ${target};`;

function libraryFile(name: string): ts.SourceFile | undefined {
  if (!libraryFiles.has(name)) {
    libraryFiles.set(name, host.getSourceFile(name, ts.ScriptTarget.ES2022));
  }
  return libraryFiles.get(name);
}
