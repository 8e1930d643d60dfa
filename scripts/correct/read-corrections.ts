import { parse } from 'yaml';
import { asArray, asObject, type Json } from '../shared/json.js';
import { childPlace, rootPlace, SpecError, type Place } from '../shared/spec-error.js';

/** What a correction can say about a property. */
const outcomes = ['optional', 'required', 'nullable'] as const;

/** An entry of openapi/corrections.yaml: where the published schema is known to be wrong. */
export interface Correction {
  /** The property, as contract.txt writes it: `connect.v1.CustomConnectorPlugin.upload_source`. */
  readonly fact: string;
  readonly shouldBe: (typeof outcomes)[number];
  /** The entry itself. */
  readonly place: Place;
}

/**
 * Reads the text of openapi/corrections.yaml: a list of entries with `fact`, `should be`, `why` and
 * `source`.
 *
 * @throws SpecError for an entry that lacks one of them.
 */
export function readCorrections(file: string, text: string): Correction[] {
  // What the YAML parser returns becomes plain JSON here, so that the type is right.
  const entries = JSON.parse(JSON.stringify(parse(text) ?? [])) as Json;
  if (!Array.isArray(entries)) {
    throw new SpecError(file, 'no list of corrections', 'begin each correction with `- fact:`');
  }
  return asArray(entries).map((entry, index) =>
    readCorrection(entry, childPlace(rootPlace(file), index)),
  );
}

function readCorrection(entry: Json, place: Place): Correction {
  for (const key of ['fact', 'should be', 'why', 'source']) {
    const value = asObject(entry)[key];
    if (typeof value !== 'string' || value.trim() === '') {
      throw new SpecError(place, `a correction without \`${key}\``, `add \`${key}\`, a text`);
    }
  }
  const { fact, 'should be': wanted } = asObject(entry);
  const shouldBe = outcomes.find((outcome) => outcome === wanted);
  if (typeof fact !== 'string' || shouldBe === undefined) {
    throw new SpecError(
      childPlace(place, 'should be'),
      JSON.stringify(wanted),
      `write one of ${outcomes.join(', ')}`,
    );
  }
  return { fact, shouldBe, place };
}
