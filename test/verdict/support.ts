import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compile } from '../../scripts/compile.js';
import { asObject, isObject, type Json, type JsonObject } from '../../scripts/shared/json.js';
import type { Contract } from '../../scripts/merge/merge-contract.js';
import { Report } from '../../scripts/shared/report.js';
import { compareContracts, type RatedChange } from '../../scripts/verdict/compare-contracts.js';
import { specsIn } from '../generator/support.js';

/**
 * An edit of path specs. Its paths have a step for each key, apart by spaces; the first one is a
 * part of the specs that `partsOf` names, `-` is the end of a list.
 */
export interface Edit {
  readonly set?: JsonObject;
  readonly remove?: readonly string[];
  readonly move?: Readonly<Record<string, string>>;
}

const published = 'connect-v1-custom-connector-plugins.yaml';
const texts = {
  ...specsIn('test/fixtures/published'),
  'things.yaml': readFileSync('test/verdict/things.yaml', 'utf8'),
};
type Specs = Record<string, Json>;

const parsed = JSON.stringify(
  Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, parse(text) as Json])),
);

/** The specs as values; what YAML aliases share is apart, as on the published pages. */
const freshSpecs = (): Specs => JSON.parse(parsed) as Specs;

const at = (value: Json | undefined, path: string): Json | undefined =>
  path === ''
    ? value
    : path
        .split(' ')
        .reduce<Json | undefined>(
          (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : asObject(inner)[step]),
          value,
        );

/** The parts of the specs that edits begin at; an edit of `thing` is one of both its copies. */
function partsOf(specs: Specs, name: string): (Json | undefined)[] {
  const list = at(specs[published], 'paths /connect/v1/custom-connector-plugins get');
  const item = at(specs['things.yaml'], 'paths /things/v1/things/{id}');
  const [sent, received] = ['requestBody', 'responses 200'].map((message) =>
    at(item, `put ${message} content application/json schema`),
  );
  const page = at(list, 'responses 200 content application/json schema allOf 0');
  const parts: Record<string, (Json | undefined)[]> = {
    specs: [specs],
    versions: [at(Object.values(specs)[0], 'paths /ccpm/v1/plugins/{plugin_id}/versions get')],
    list: [list],
    plugin: [at(page, 'properties data items allOf 0')],
    required: [at(page, 'properties data items allOf 1 required')],
    item: [item],
    sent: [sent],
    received: [received],
    conflict: [at(item, 'put responses 409 content application/json schema')],
    gone: [at(item, 'put responses 410 content application/json schema')],
    thing: [at(sent, 'properties thing'), at(received, 'properties thing')],
  };
  return parts[name] ?? [];
}

function replaceAt(
  specs: Specs,
  path: string,
  by: (old: Json | undefined) => Json | undefined,
): void {
  const [name = '', ...steps] = path.split(' ');
  const last = steps.pop() ?? '';
  for (const part of partsOf(specs, name)) {
    const owner = at(part, steps.join(' '));
    const value = by(at(owner, last));
    if (Array.isArray(owner)) {
      if (value === undefined) owner.splice(Number(last), 1);
      else owner.splice(last === '-' ? owner.length : Number(last), 1, value);
    } else if (isObject(owner)) {
      Reflect.deleteProperty(owner, last);
      if (value !== undefined) owner[last] = value;
    } else {
      throw new Error(`The specs have nothing at ${path}`);
    }
  }
}

function specsAfter({ set = {}, remove = [], move = {} }: Edit): Specs {
  const specs = freshSpecs();
  for (const [from, to] of Object.entries(move)) {
    const [name = '', ...steps] = from.split(' ');
    const value = at(partsOf(specs, name)[0], steps.join(' '));
    replaceAt(specs, from, () => undefined);
    replaceAt(specs, to, () => value);
  }
  for (const path of remove) replaceAt(specs, path, () => undefined);
  for (const [path, value] of Object.entries(set)) replaceAt(specs, path, () => value);
  return specs;
}

/** Compiles specs as the command does: the contract before the change is the memory of names. */
const compiled = (specs: Specs, previous?: Contract): Contract =>
  compile(
    Object.entries(specs).map(([file, spec]) => ({
      file,
      paths: asObject(asObject(spec)['paths']),
    })),
    { reservedNames: new Set(['Error']), previous, corrections: [] },
    new Report(),
  );

const base = compiled(freshSpecs());

/** What an edit of the specs changes. */
export const changesBy = (edit: Edit): Promise<RatedChange[]> =>
  compareContracts(base, compiled(specsAfter(edit), base));

/** An edit of the document: a path with a step for each key, apart by spaces, and a value. */
export type DocumentEdit = readonly [path: string, value: Json];

function edited(contract: Contract, edits: readonly DocumentEdit[]): Contract {
  const document = structuredClone(contract.document);
  for (const [path, value] of edits) {
    const steps = path.split(' ');
    const key = steps.pop() ?? '';
    asObject(at(document, steps.join(' ')))[key] = value;
  }
  return { ...contract, document };
}

/** The contract with a component that no operation uses. */
const withSpare = edited(
  { ...base, typeNames: { ...base.typeNames, 'things.v1.Spare': 'ThingsV1Spare' } },
  [
    [
      'components schemas things.v1.Spare',
      { type: 'object', properties: { note: { type: 'string' } } },
    ],
  ],
);

/** What edits of the document change. Other than edits of the specs, they pass no stage. */
export const changesByDocument = (...edits: readonly DocumentEdit[]): Promise<RatedChange[]> =>
  compareContracts(withSpare, edited(withSpare, edits));

/** What undoing an edit of the specs changes. */
export const changesByUndoing = (edit: Edit): Promise<RatedChange[]> => {
  const edited = compiled(specsAfter(edit));
  return compareContracts(edited, compiled(freshSpecs(), edited));
};
