import type { Correction } from '../../scripts/correct/read-corrections.js';
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../scripts/compile.js';
import type { Contract } from '../../scripts/merge/merge-contract.js';
import { readSpec } from '../../scripts/read/read-spec.js';
import { Report } from '../../scripts/shared/report.js';

/** Reads a folder of path specs, by path from the project's root. */
export function specsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]),
  );
}

/**
 * Compiles path specs given as text by file name.
 *
 * @param previous - The contract before this run.
 */
export function compileTexts(
  texts: Readonly<Record<string, string>>,
  reserved: readonly string[] = ['Error'],
  previous?: Contract,
  corrections: readonly Correction[] = [],
): Contract & { report: string } {
  const report = new Report();
  const specs = Object.entries(texts).map(([file, text]) => readSpec(file, text));
  const contract = compile(
    specs,
    { reservedNames: new Set(reserved), previous, corrections },
    report,
  );
  return { ...contract, report: String(report) };
}

/**
 * A path spec with one GET, whose 200 body is the schema given as YAML flow or JSON text.
 *
 * @param more - Further keys of the operation, as YAML flow text without its braces.
 */
export function specWith(schema: string, path = '/things/v1/things', more = ''): string {
  const id = path.replaceAll(/[^a-z0-9]/gi, '');
  return [
    'paths:',
    `  ${path}:`,
    '    get: {',
    `      operationId: ${id},${more === '' ? '' : ` ${more},`}`,
    "      responses: { '200': { description: Fine, content: { application/json: { schema:",
    `        ${schema}`,
    '      } } } } }',
    '',
  ].join('\n');
}

/** The value at a JSON pointer, for a test to look at. */
export function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      document,
    );
}
