import ts from 'typescript';

/** Parsed declarations of dependencies and of TypeScript's libraries, which all programs share. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/**
 * Creates a program, which costs less than a process of tsc.
 *
 * @param texts - The contents of files that are not on disk, by name.
 */
export function createProgram(
  files: readonly string[],
  options: ts.CompilerOptions,
  texts: ReadonlyMap<string, string> = new Map(),
): ts.Program {
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.getSourceFile = (name, language, onError) => {
    if (!/\/node_modules\/.*\.d\.[cm]?ts$/.test(name))
      return getSourceFile(name, language, onError);
    const key = JSON.stringify([name, language]);
    if (!declarations.has(key)) declarations.set(key, getSourceFile(name, language, onError));
    return declarations.get(key);
  };
  return ts.createProgram(files, options, host);
}

/** Returns the files and the options of a tsconfig.json. */
export function readProject(config: string): ts.ParsedCommandLine {
  const project = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
      },
    },
  );
  if (!project) throw new Error(`${config} cannot be read`);
  return project;
}

/** Returns the errors that `tsc -p` reports, one a line. */
export function errorsOfProject(config: string): string[] {
  const { errors, fileNames, options } = readProject(config);
  const program = createProgram(fileNames, options);
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map(describe);
}

/** Returns the errors in one file of a program. */
export function errorsIn(program: ts.Program, name: string): string[] {
  const file = program.getSourceFile(name);
  if (!file) throw new Error(`${name} is not a file of the program`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    describe,
  );
}

const describe = ({ file, messageText }: ts.Diagnostic): string =>
  `${file?.fileName ?? 'options'}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
