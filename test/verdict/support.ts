import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compile } from '../../scripts/compile.js';
import type { Contract } from '../../scripts/merge/merge-contract.js';
import { asObject, isObject, type Json, type JsonObject } from '../../scripts/shared/json.js';
import { Report } from '../../scripts/shared/report.js';
import { compareContracts, type RatedChange } from '../../scripts/verdict/compare-contracts.js';
import { specsIn } from '../generator/support.js';

const files = {
  ...specsIn('test/fixtures/published'),
  'things.yaml': readFileSync('test/verdict/things.yaml', 'utf8'),
};
const parsed = JSON.stringify(
  Object.fromEntries(Object.entries(files).map(([file, text]) => [file, parse(text) as Json])),
);

/** Returns the specs as values. What YAML aliases share is apart, as on the published pages. */
const freshSpecs = (): JsonObject => JSON.parse(parsed) as JsonObject;

/** Where the first step of a path leads. An edit of `thing` is one of both its copies. */
const list =
  'connect-v1-custom-connector-plugins.yaml paths /connect/v1/custom-connector-plugins get';
const body = 'content application/json schema';
const page = `${list} responses 200 ${body} allOf 0`;
const item = 'things.yaml paths /things/v1/things/{id}';
const [sent, received] = [`${item} put requestBody ${body}`, `${item} put responses 200 ${body}`];
const starts: Readonly<Record<string, readonly string[]>> = {
  list: [list],
  plugin: [`${page} properties data items allOf 0`],
  required: [`${page} properties data items allOf 1 required`],
  versions: ['ccpm-v1-plugin-versions.yaml paths /ccpm/v1/plugins/{plugin_id}/versions get'],
  item: [item],
  sent: [sent],
  received: [received],
  conflict: [`${item} put responses 409 ${body}`],
  gone: [`${item} put responses 410 ${body}`],
  thing: [`${sent} properties thing`, `${received} properties thing`],
};

/** Returns the value to which a path leads. Its steps are keys and indexes, apart by spaces. */
const at = (value: Json | undefined, steps: readonly string[]): Json | undefined =>
  steps.reduce(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : asObject(inner)[step]),
    value,
  );

/** Replaces what a path leads to. The step `-` is the end of a list; undefined removes. */
function replaceAt(specs: JsonObject, path: string, value: Json | undefined): void {
  const [start = '', ...rest] = path.split(' ');
  for (const full of starts[start] ?? [start]) {
    const steps = [...full.split(' '), ...rest];
    const last = steps.pop() ?? '';
    const owner = at(specs, steps);
    if (Array.isArray(owner)) {
      const index = last === '-' ? owner.length : Number(last);
      owner.splice(index, 1, ...(value === undefined ? [] : [value]));
    } else if (isObject(owner)) {
      Reflect.deleteProperty(owner, last);
      if (value !== undefined) owner[last] = value;
    } else {
      throw new Error(`The specs have nothing at ${path}`);
    }
  }
}

/** Returns the specs after edits: `remove PATH`, `set PATH = JSON`, `move PATH -> PATH`. */
function specsAfter(edits: string): JsonObject {
  const specs = freshSpecs();
  for (const edit of edits.split(' & ').filter(Boolean)) {
    const [, verb, path = '', rest = ''] = /^(\w+) (.+?)(?: (?:=|->) (.+))?$/.exec(edit) ?? [];
    if (verb === 'set') replaceAt(specs, path, JSON.parse(rest) as Json);
    else if (verb === 'remove') replaceAt(specs, path, undefined);
    else if (verb === 'move') {
      const [start = '', ...steps] = path.split(' ');
      const value = at(specs, [...(starts[start]?.[0] ?? start).split(' '), ...steps]);
      replaceAt(specs, path, undefined);
      replaceAt(specs, rest, value);
    } else throw new Error(`No edit: ${edit}`);
  }
  return specs;
}

/** Compiles specs as the command does: the contract before the change is the memory of names. */
const compiled = (specs: JsonObject, previous?: Contract): Contract =>
  compile(
    Object.entries(specs).map(([file, spec]) => ({
      file,
      paths: asObject(asObject(spec)['paths']),
    })),
    { reservedNames: new Set(['Error']), previous, corrections: [] },
    new Report(),
  );

/** The contract that edits change. */
export const base: Contract = compiled(freshSpecs());

/** Returns what edits of the specs change, or what undoing them changes. */
export function changesBy(edits: string): Promise<RatedChange[]> {
  if (!edits.startsWith('undo ')) return compareContracts(base, compiled(specsAfter(edits), base));
  const edited = compiled(specsAfter(edits.slice('undo '.length)));
  return compareContracts(edited, compiled(freshSpecs(), edited));
}
