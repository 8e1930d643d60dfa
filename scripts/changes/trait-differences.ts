import { isDeepStrictEqual } from 'node:util';
import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';
import type { Difference } from './difference.js';
import type { Fact } from '../facts/model.js';
import { traitText } from '../facts/text.js';

/** In what two facts about one place differ, what is below them aside. */
export function traitDifferences(before: Fact, after: Fact): Difference[] {
  const aspects = new Set([...before.traits.keys(), ...after.traits.keys()]);
  return [...aspects].flatMap((aspect) => {
    const was = before.traits.get(aspect);
    const is = after.traits.get(aspect);
    if (isDeepStrictEqual(was, is)) return [];
    if (aspect === 'enum' && was !== undefined && is !== undefined) {
      return enumDifferences(after, asObject(was), asObject(is));
    }
    // Branches that come or go are facts of their own.
    if (aspect === 'union' && (was === undefined || is === undefined)) return [];
    return [differenceAt(after, aspect, was, is)];
  });
}

/** One difference of one trait. */
export function differenceAt(
  fact: Fact,
  aspect: string,
  before: Json | undefined,
  after: Json | undefined,
  what = changeText(aspect, before, after),
): Difference {
  const { subject, side, origin, component = origin } = fact;
  const location = aspect === 'required' ? origin : component;
  return { subject, side, aspect, before, after, what, location };
}

/** The values that two enums do not share, unless one is open and the other closed. */
function enumDifferences(fact: Fact, before: JsonObject, after: JsonObject): Difference[] {
  if (before['open'] !== after['open']) return [differenceAt(fact, 'enum', before, after)];
  const aspect = after['open'] === true ? 'open enum value' : 'enum value';
  const [was, is] = [asArray(before['values']), asArray(after['values'])];
  const beyond = (values: Json[], others: Json[]): Json[] => {
    const known = new Set(others.map(canonical));
    return values.filter((value) => !known.has(canonical(value)));
  };
  return [
    ...beyond(was, is).map((value) => differenceAt(fact, aspect, value, undefined)),
    ...beyond(is, was).map((value) => differenceAt(fact, aspect, undefined, value)),
  ];
}

/** `maxLength 60 -> 255`, `string -> string | null`, `required -> optional`, `format uri added`. */
function changeText(aspect: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return `${traitText(aspect, after ?? null)} added`;
  if (after === undefined) return `${traitText(aspect, before)} removed`;
  const [was, is] = [traitText(aspect, before), traitText(aspect, after)];
  const named = !unnamed.includes(aspect) && after !== true;
  return `${was} -> ${named ? is.slice(aspect.length + 1) : is}`;
}

/** Aspects whose text does not begin with their name, or would not be plain without it. */
const unnamed = ['component', 'enum', 'required', 'type', 'union'];
