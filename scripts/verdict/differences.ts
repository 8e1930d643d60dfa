import { isDeepStrictEqual } from 'node:util';
import { factText, namesIn, type Fact } from '../contract/fact.js';
import type { JsonObject } from '../shared/json.js';
import { openFact, partWithin, type PlacedFact, type Side, type Spot } from './place-facts.js';
import { traitSteps, type TraitStep } from './trait-steps.js';

/** A trait that changed, and the facts that have it. */
export interface TraitChange extends Omit<TraitStep, 'what'> {
  readonly kind: 'trait';
  readonly oldFact: Fact;
  readonly newFact: Fact;
}

/** One difference between two contracts, not rated yet. */
export interface Difference extends Spot {
  readonly change:
    | { readonly kind: 'added' | 'removed'; readonly fact: Fact }
    | { readonly kind: 'texts' }
    | TraitChange;
  /** The difference as people read it: `required -> optional`. */
  readonly what: string;
}

/**
 * Compares two contracts place by place. If a whole object is added or removed, only that is
 * reported, not the parts inside it.
 */
export function differencesBetween(
  oldFacts: ReadonlyMap<string, PlacedFact>,
  newFacts: ReadonlyMap<string, PlacedFact>,
): Difference[] {
  return [...new Set([...oldFacts.keys(), ...newFacts.keys()])].flatMap((place): Difference[] => {
    const [oldFact, newFact] = [oldFacts.get(place), newFacts.get(place)];
    if (oldFact && newFact) return changesOf(oldFact, newFact);
    const only = newFact ?? oldFact;
    if (!only) return [];
    const [oldOuter, newOuter] = [oldFacts.get(only.around), newFacts.get(only.around)];
    if (!isReportedAlone(only, oldOuter, newOuter)) return [];
    const isSamePart = oldOuter && newOuter && partWithin(oldOuter) === partWithin(newOuter);
    const spot = { ...only, side: sideOf(only, isSamePart === true) };
    const { fact } = only;
    if (oldFact) return [{ ...spot, change: { kind: 'removed', fact }, what: 'removed' }];
    const text = factText(fact);
    const what = text === '' ? 'added' : `added (${text})`;
    return [{ ...spot, change: { kind: 'added', fact }, what }];
  });
}

/** Returns whether a fact of one contract is reported itself, not only the one around it. */
function isReportedAlone(
  { fact, around }: PlacedFact,
  oldOuter?: PlacedFact,
  newOuter?: PlacedFact,
): boolean {
  // Operations name their security schemes, the type of a union names its branches, and each
  // component has an exported type. Those are reported.
  if (['security scheme', 'branch', 'component'].includes(fact.kind)) return false;
  if (around === '') return true;
  if (oldOuter === undefined || newOuter === undefined) return false;
  return haveOneType(...comparable(oldOuter, newOuter));
}

/**
 * Returns the side of a difference. An exported type in an error response is a type of the code that
 * uses it, and so like one of a success response, as long as it is the same type.
 */
const sideOf = ({ side, isInType }: PlacedFact, isSamePart: boolean): Side =>
  side === 'error' && isInType && isSamePart ? 'response' : side;

/** Returns whether facts have the same type, null aside. */
const haveOneType = (...facts: Fact[]): boolean =>
  new Set(facts.map(({ traits }) => typeText(traits, 'null'))).size === 1;

const typeText = (traits: JsonObject, except?: string): string =>
  namesIn(traits['type'])
    .filter((name) => name !== except)
    .join(' | ');

function changesOf(oldPlaced: PlacedFact, newPlaced: PlacedFact): Difference[] {
  const [oldFact, newFact] = comparable(oldPlaced, newPlaced);
  const spot = { ...newPlaced, side: sideOf(newPlaced, oldPlaced.part === newPlaced.part) };
  const own = changesOfFact(oldFact, newFact, spot);
  const { component: name } = newPlaced.fact;
  if (oldPlaced.fact.component !== name) {
    const what = `${typeText(oldPlaced.fact.traits)} -> ${typeText(newPlaced.fact.traits)}`;
    const isRenamed = 'type' in oldFact.traits && haveOneType(oldFact, newFact);
    return isRenamed ? [{ ...spot, change: { kind: 'texts' }, what }, ...own] : own;
  }
  if (!oldPlaced.component || !newPlaced.component) return own;
  const part = partWithin(newPlaced);
  const isInType = part === name;
  const side = sideOf({ ...newPlaced, isInType }, true);
  const componentSpot = { ...newPlaced, subject: name, part, side };
  return [...own, ...changesOfFact(oldPlaced.component, newPlaced.component, componentSpot)];
}

/** Returns two facts so that a component and what stands in its place can be compared. */
function comparable(oldPlaced: PlacedFact, newPlaced: PlacedFact): [Fact, Fact] {
  const isUnion = [oldPlaced, newPlaced].some(({ fact }) => 'union' in fact.traits);
  const isSame = oldPlaced.fact.component === newPlaced.fact.component;
  return isSame || isUnion
    ? [oldPlaced.fact, newPlaced.fact]
    : [openFact(oldPlaced), openFact(newPlaced)];
}

/** Returns the differences of two facts, without the differences inside them. */
function changesOfFact(oldFact: Fact, newFact: Fact, spot: Spot): Difference[] {
  const texts = changedKeys(oldFact.texts, newFact.texts);
  const owner = oldFact.kind === 'component' ? ` of ${spot.subject}` : '';
  const isTextual = texts.length > 0 && haveOneType(oldFact, newFact);
  return [
    ...changedKeys(oldFact.traits, newFact.traits)
      .flatMap((name) => traitSteps(name, oldFact.traits[name], newFact.traits[name]))
      .map(({ what, ...step }) => {
        const change = { kind: 'trait', ...step, oldFact, newFact } as const;
        return { ...spot, change, what };
      }),
    ...(isTextual
      ? [{ ...spot, change: { kind: 'texts' } as const, what: `${texts.join(', ')}${owner}` }]
      : []),
  ];
}

/** Returns the keys whose values differ, sorted. */
export const changedKeys = (oldObject: JsonObject, newObject: JsonObject): string[] =>
  [...new Set([...Object.keys(oldObject), ...Object.keys(newObject)])]
    .filter((key) => !isDeepStrictEqual(oldObject[key], newObject[key]))
    .sort();
