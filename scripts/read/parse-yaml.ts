import { LineCounter, parseDocument, type Document } from 'yaml';
import { asObject, type Json, type JsonObject } from '../shared/json.js';
import { childPlace, rootPlace, SpecError, type Place } from '../shared/spec-error.js';

/** How deep the YAML of a path spec may be nested. Published ones stay far below. */
const deepestLevel = 200;

/**
 * Parses the YAML of a path spec into plain JSON.
 *
 * @param source - The file, and the number of its lines before the YAML.
 * @throws SpecError for broken YAML, YAML without indentation, YAML that is nested too deeply, and a
 * name that every JavaScript object has.
 */
export function parseYaml(
  yaml: string,
  source: { readonly file: string; readonly linesBefore: number },
): JsonObject {
  checkIndentation(source.file, yaml);
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const error = document.errors[0] ?? document.warnings[0];
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const isTooDeep = error.code === 'RESOURCE_EXHAUSTION';
    throw new SpecError(
      `${source.file}:${line + source.linesBefore}:${col}`,
      isTooDeep ? tooDeep : `broken YAML: ${error.message}`,
      'correct the YAML at this line and column, or copy it from the page again',
    );
  }
  const value = toJson(document, source.file);
  checkValue(value, rootPlace(source.file), 0);
  return asObject(value);
}

/** Checks that the first path is indented. Some clipboards lose the spaces at the start of lines. */
function checkIndentation(file: string, yaml: string): void {
  const [, first] = yaml.split('\n').filter((line) => line.trim() !== '');
  if (first?.startsWith('/') !== true) return;
  throw new SpecError(
    file,
    `\`${first}\` without indentation below \`paths:\``,
    'copy the YAML again in a way that keeps the spaces at the start of each line',
  );
}

const tooDeep = `YAML that is nested deeper than ${deepestLevel} levels`;

function toJson(document: Document, file: string): Json {
  try {
    // What the YAML parser returns becomes plain JSON here, so that the type is right.
    return JSON.parse(JSON.stringify(document.toJS())) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpecError(
      file,
      `YAML that cannot be read: ${reason}`,
      'write out what its aliases stand for, or copy the YAML from the page again',
    );
  }
}

/** Names that JavaScript objects have by themselves, those aside that make no difference. */
const unusableNames = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== 'constructor' && name !== 'toString',
);

/** Checks the depth, and that no key or title is a name that the linter or JavaScript mistakes. */
function checkValue(value: Json, place: Place, level: number): void {
  if (level > deepestLevel) {
    throw new SpecError(place, tooDeep, 'put circular(Title) where a schema repeats itself');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = key === 'title' && typeof inner === 'string' ? inner : key;
    if (unusableNames.includes(name)) {
      throw new SpecError(
        childPlace(place, key),
        `the name ${name}, which every JavaScript object has`,
        'ask the publisher for another name, or leave the property out',
      );
    }
    checkValue(inner, childPlace(place, key), level + 1);
  }
}
