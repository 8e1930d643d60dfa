import { LineCounter, parseDocument } from 'yaml';
import { asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import { childPlace, rootPlace, SpecError } from '../shared/spec-error.js';

/** One file of openapi/paths/, parsed. */
export interface PathSpec {
  readonly file: string;
  /** The path items by path template, as published. */
  readonly paths: JsonObject;
}

/** A method and a path, on one line or on two lines that follow each other. */
const heading =
  /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)[^\S\n]*\n?\s*?(?:https:\/\/[^/\s]+)?(\/\S*)[^\S\n]*$/m;

/**
 * Reads a path spec from YAML or from a whole copied docs page. The text before the line `paths:` is
 * ignored, except for the heading.
 *
 * @throws SpecError for broken YAML, a missing or empty `paths:`, text after the YAML, or a heading
 * that names another operation than the YAML.
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
  const paths = checkPaths(file, content);
  checkHeading(file, preamble, paths);
  return { file, paths };
}

const countLines = (text: string): number => text.split('\n').length - 1;

function parseYaml(yaml: string, source: { file: string; linesBefore: number }): JsonObject {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const error = document.errors[0] ?? document.warnings[0];
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new SpecError(
      `${source.file}:${line + source.linesBefore}:${col}`,
      `broken YAML: ${error.message}`,
      'correct the YAML at this line and column, or copy it from the page again',
    );
  }
  // What the YAML parser returns becomes plain JSON here, so that the type is right.
  const value = JSON.parse(JSON.stringify(document.toJS())) as Json;
  return asObject(value);
}

/** Returns the path items, after a check that the file holds path items and nothing else. */
function checkPaths(file: string, content: JsonObject): JsonObject {
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
  const [, method, path] = heading.exec(preamble) ?? [];
  if (method === undefined || path === undefined) return;
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    httpMethods
      .filter((name) => name in asObject(item))
      .map((name) => `${name.toUpperCase()} ${template.replaceAll(/\{([^}]*)\}/g, ':$1')}`),
  );
  if (!operations.includes(`${method} ${path}`)) {
    throw new SpecError(
      childPlace(rootPlace(file), 'paths'),
      `the page is headed ${method} ${path}, but its YAML describes ${operations.join(', ') || 'no operation'}`,
      'copy heading and YAML from the same page',
    );
  }
}
