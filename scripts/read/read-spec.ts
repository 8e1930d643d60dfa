import { LineCounter, parseDocument } from 'yaml';
import { asObject, isObject, type Json, type JsonObject } from '../json.js';
import { below, SpecError } from '../spec-error.js';

/** One file of openapi/paths/, parsed. */
export interface PathSpec {
  readonly file: string;
  /** The path items by path template, as published. */
  readonly paths: JsonObject;
}

/** The methods that an OpenAPI path item can hold, in the order that OpenAPI lists them. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const heading =
  /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)[^\S\n]*\n?\s*?(?:https:\/\/[^/\s]+)?(\/\S*)[^\S\n]*$/m;

/**
 * Reads a path spec from the YAML alone or from a whole copied docs page, whose text before the
 * line `paths:` counts for its heading only.
 *
 * @throws SpecError for broken YAML, a missing or empty `paths:`, text after the YAML, or a
 * heading whose operation the YAML does not have.
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
  const content = parse(file, text.slice(start), preamble.split('\n').length - 1);
  const root = { file, pointer: '' };
  for (const key of Object.keys(content)) {
    if (key !== 'paths') {
      throw new SpecError(
        below(root, key),
        `a top-level key \`${key}\` beside \`paths\``,
        'keep only `paths:` and what is indented below it',
      );
    }
  }
  const paths = asObject(content['paths']);
  if (Object.keys(paths).length === 0) {
    throw new SpecError(
      below(root, 'paths'),
      '`paths:` holds no path',
      'copy the YAML of the page whole, with its indentation',
    );
  }
  checkHeading(file, preamble, paths);
  return { file, paths };
}

function parse(file: string, yaml: string, linesBefore: number): JsonObject {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const error = document.errors[0] ?? document.warnings[0];
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new SpecError(
      `${file}:${line + linesBefore}:${col}`,
      `broken YAML: ${error.message}`,
      'mend the YAML at this line and column, or copy it from the page again',
    );
  }
  const value = JSON.parse(JSON.stringify(document.toJS())) as Json;
  return isObject(value) ? value : {};
}

/** A page is headed by its method and path, with `:name` for each `{name}` of the YAML. */
function checkHeading(file: string, preamble: string, paths: JsonObject): void {
  const [, method, path] = heading.exec(preamble) ?? [];
  if (method === undefined || path === undefined) return;
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    methods
      .filter((name) => name in asObject(item))
      .map((name) => `${name.toUpperCase()} ${template.replaceAll(/\{([^}]*)\}/g, ':$1')}`),
  );
  if (!operations.includes(`${method} ${path}`)) {
    throw new SpecError(
      { file, pointer: '/paths' },
      `the page is headed ${method} ${path}, its YAML describes ${operations.join(', ') || 'no operation'}`,
      'copy heading and YAML from the same page',
    );
  }
}
