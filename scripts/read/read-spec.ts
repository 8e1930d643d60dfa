import { asObject, isObject, type JsonObject } from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import { childPlace, rootPlace, SpecError } from '../shared/spec-error.js';
import { parseYaml } from './parse-yaml.js';

/** One file of openapi/paths/, parsed. */
export interface PathSpec {
  readonly file: string;
  /** The path items by path template, as published. */
  readonly paths: JsonObject;
}

/**
 * Reads a path spec from YAML or from a whole copied docs page. The text before the line `paths:` is
 * ignored, except for the heading.
 *
 * @throws SpecError for broken YAML, YAML that is nested too deeply, a missing or empty `paths:`, text
 * after the YAML, or a heading that names another operation than the YAML.
 */
export function readSpec(file: string, source: string): PathSpec {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const start = /^paths:[^\S\n]*$/m.exec(text)?.index;
  if (start === undefined) {
    throw new SpecError(
      file,
      'no line `paths:` at the start of a line',
      'copy the page again, with the YAML at its end, or take the file out of openapi/paths/',
    );
  }
  const preamble = text.slice(0, start);
  const content = parseYaml(text.slice(start), { file, linesBefore: countLines(preamble) });
  const paths = readPaths(file, content);
  checkHeading(file, preamble, paths);
  return { file, paths };
}

const countLines = (text: string): number => text.split('\n').length - 1;

/** Returns the path items. It checks that the file holds path items and nothing else. */
function readPaths(file: string, content: JsonObject): JsonObject {
  const otherKey = Object.keys(content).find((key) => key !== 'paths');
  if (otherKey !== undefined) {
    throw new SpecError(
      childPlace(rootPlace(file), otherKey),
      `a top-level key \`${otherKey}\` beside \`paths\``,
      'keep only `paths:` and what is indented below it',
    );
  }
  const paths = content['paths'];
  if (!isObject(paths) || Object.keys(paths).length === 0) {
    throw new SpecError(
      childPlace(rootPlace(file), 'paths'),
      '`paths:` holds no path',
      'copy the YAML of the page whole, with its indentation',
    );
  }
  return paths;
}

/** Checks that the YAML has the operation of the heading, which writes `:name` for `{name}`. */
function checkHeading(file: string, preamble: string, paths: JsonObject): void {
  const heading = findHeading(preamble);
  if (heading === undefined) return;
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    httpMethods
      .filter((name) => name in asObject(item))
      .map((name) => `${name.toUpperCase()} ${template.replaceAll(/\{([^}]*)\}/g, ':$1')}`),
  );
  if (operations.includes(heading)) return;
  throw new SpecError(
    childPlace(rootPlace(file), 'paths'),
    `the page is headed ${heading}, but its YAML describes ${operations.join(', ') || 'no operation'}`,
    'copy heading and YAML from the same page',
  );
}

/** Returns the first method and path that stand on one line, or on two with only blank lines between. */
function findHeading(preamble: string): string | undefined {
  const lines = preamble.split('\n').filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    const [method = '', ...words] = line.trimEnd().split(/\s+/);
    if (!httpMethods.some((name) => name.toUpperCase() === method)) continue;
    const [url, ...others] =
      words.length > 0 ? words : (lines[index + 1] ?? '').trim().split(/\s+/);
    const path = url?.replace(/^https:\/\/[^/]+/, '');
    if (path?.startsWith('/') === true && others.length === 0) return `${method} ${path}`;
  }
  return undefined;
}
