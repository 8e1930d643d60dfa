import { isDeepStrictEqual } from 'node:util';
import { factText, namesIn, traitText, type Fact } from '../contract/fact.js';
import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';
import { openFact, type PlacedFact, type Spot } from './place-facts.js';

/** A trait that changed. A value is undefined where the trait was or is absent. */
export interface TraitChange {
  readonly kind: 'trait';
  readonly name: string;
  readonly was: Json | undefined;
  readonly is: Json | undefined;
  /** The facts that have the trait. */
  readonly before: Fact;
  readonly after: Fact;
}

/** One difference of two contracts, not rated yet. */
export interface Difference extends Spot {
  readonly change:
    | { readonly kind: 'added' | 'removed'; readonly fact: Fact }
    | { readonly kind: 'texts' }
    | TraitChange;
  /** The difference as people read it: `required -> optional`. */
  readonly what: string;
}

/** Compares two contracts place by place. Of what comes or goes the outermost fact is told. */
export function differencesBetween(
  was: ReadonlyMap<string, PlacedFact>,
  is: ReadonlyMap<string, PlacedFact>,
): Difference[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((place): Difference[] => {
    const [earlier, later] = [was.get(place), is.get(place)];
    if (earlier && later) return changesOf(earlier, later);
    const only = later ?? earlier;
    if (!only || !isTold(only, was.get(only.around), is.get(only.around))) return [];
    const { fact } = only;
    if (earlier) return [{ ...earlier, change: { kind: 'removed', fact }, what: 'removed' }];
    const text = factText(fact);
    const what = text === '' ? 'added' : `added (${text})`;
    return [{ ...only, change: { kind: 'added', fact }, what }];
  });
}

/** Returns whether a fact that one contract has is told by itself, and not by the one around it. */
function isTold({ fact, around }: PlacedFact, was?: PlacedFact, is?: PlacedFact): boolean {
  // The operations tell of a security scheme, and the type of a union tells of its branches.
  if (fact.kind === 'security scheme' || fact.kind === 'branch') return false;
  if (around === '') return true;
  return was !== undefined && is !== undefined && haveOneType(...comparable(was, is));
}

/** Returns whether facts have the same type, null aside. */
const haveOneType = (...facts: Fact[]): boolean =>
  new Set(facts.map(({ traits }) => typeText(traits, 'null'))).size === 1;

const typeText = (traits: JsonObject, except?: string): string =>
  namesIn(traits['type'])
    .filter((name) => name !== except)
    .join(' | ');

function changesOf(was: PlacedFact, is: PlacedFact): Difference[] {
  const [before, after] = comparable(was, is);
  const own = changesOfFact(before, after, is);
  const { component: name } = is.fact;
  if (was.fact.component !== name) {
    const what = `${typeText(was.fact.traits)} -> ${typeText(is.fact.traits)}`;
    const isRenamed = 'type' in before.traits && haveOneType(before, after);
    return isRenamed ? [{ ...is, change: { kind: 'texts' }, what }, ...own] : own;
  }
  if (!was.component || !is.component) return own;
  return [...own, ...changesOfFact(was.component, is.component, { ...is, subject: name })];
}

/** Returns two facts so that a component and what stands in its place can be compared. */
function comparable(was: PlacedFact, is: PlacedFact): [Fact, Fact] {
  const isUnion = [was, is].some(({ fact }) => 'union' in fact.traits);
  const isSame = was.fact.component === is.fact.component;
  return isSame || isUnion ? [was.fact, is.fact] : [openFact(was), openFact(is)];
}

/** Returns what two facts say differently, without what stands inside them. */
function changesOfFact(before: Fact, after: Fact, spot: Spot): Difference[] {
  const texts = changedKeys(before.texts, after.texts);
  const owner = before.kind === 'component' ? ` of ${spot.subject}` : '';
  const isTextual = texts.length > 0 && haveOneType(before, after);
  return [
    ...changedKeys(before.traits, after.traits)
      .flatMap((name) => steps(name, before.traits[name], after.traits[name]))
      .map(({ what, ...step }) => {
        const change = { kind: 'trait', ...step, before, after } as const;
        return { ...spot, change, what };
      }),
    ...(isTextual
      ? [{ ...spot, change: { kind: 'texts' } as const, what: `${texts.join(', ')}${owner}` }]
      : []),
  ];
}

const changedKeys = (before: JsonObject, after: JsonObject): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .sort();

type Step = Pick<TraitChange, 'name' | 'was' | 'is'> & { readonly what: string };

/** Returns the change of a trait as one step, or as one for each value that an enum gains or loses. */
function steps(name: string, was: Json | undefined, is: Json | undefined): Step[] {
  // The type tells that a fact became a union, or no longer is one.
  if (name === 'union' && (was === undefined || is === undefined)) return [];
  const { isOpen, values } = asObject(was);
  const isOfValues = name === 'enum' && isOpen === asObject(is)['isOpen'];
  if (!isOfValues) return [{ name, was, is, what: changeText(name, was, is) }];
  const step = (value: Json, change: string, others: Json[]): Step => ({
    name,
    was,
    is: { isOpen: isOpen ?? false, values: others },
    what: `enum value ${traitText('union', value)} ${change}`,
  });
  return [
    ...lostValues(was, is).map((value) =>
      step(
        value,
        'removed',
        asArray(values).filter((other) => other !== value),
      ),
    ),
    ...lostValues(is, was).map((value) => step(value, 'added', [...asArray(values), value])),
  ];
}

/** Returns the values of an enum that another one does not list. */
export function lostValues(was: Json | undefined, is: Json | undefined): Json[] {
  const known = asArray(asObject(is)['values']).map(canonical);
  return asArray(asObject(was)['values']).filter((value) => !known.includes(canonical(value)));
}

/** `maxLength 60 -> 255`, `string -> string | null`, `required -> optional`, `format uri added`. */
function changeText(name: string, was: Json | undefined, is: Json | undefined): string {
  if (was === undefined) return `${traitText(name, is ?? null)} added`;
  if (is === undefined) return `${traitText(name, was)} removed`;
  const [before, after] = [traitText(name, was), traitText(name, is)];
  const isNamed = [before, after].every((text) => text.startsWith(`${name} `));
  return `${before} -> ${isNamed ? after.slice(name.length + 1) : after}`;
}
