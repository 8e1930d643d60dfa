import { isDeepStrictEqual } from 'node:util';
import { readFacts, type NamedDocument } from '../contract/read-facts.js';
import { compareFacts } from './compare-facts.js';
import { componentUses } from './component-uses.js';
import type { Difference } from './difference.js';
import { judgeDifferences } from './judge-differences.js';
import { judgeWhole } from './judge-whole.js';
import { rate, ratings, type Rating } from './rate.js';

/** A changed fact, and what the change means. */
export interface RatedChange {
  readonly rating: Rating;
  /** Where: the operation, and the way to the fact in it. */
  readonly place: string;
  /** What changed there: `required -> optional`. */
  readonly what: string;
  /** In how many further messages the same change of a component shows. */
  readonly furtherPlaces: number;
}

/**
 * Compares two contracts, and rates each change from the side of those who use the contract.
 *
 * @returns Each change once.
 */
export async function compareContracts(
  before: NamedDocument,
  after: NamedDocument,
): Promise<RatedChange[]> {
  const [was, is] = [readFacts(before), readFacts(after)];
  const differences = [...compareFacts(was, is)];
  const misfits = await judgeDifferences(differences);
  const [uses, usesNow] = [componentUses(was), componentUses(is)];
  const changes = foldByFact(differences, (difference) => {
    const { component, place, what } = difference;
    const messages = usesNow.get(component) ?? uses.get(component) ?? [];
    const rating = rate(difference, !misfits.has(difference));
    return { rating, place, what, furtherPlaces: Math.max(0, messages.length - 1) };
  });
  const isBreaking = changes.some(({ rating }) => rating === 'breaking');
  const isSame = isDeepStrictEqual(before, after);
  const untold = isBreaking || isSame ? [] : await judgeWhole(before, after);
  const whole = [
    ...changes,
    ...untold.map((place) => change('breaking', place, 'the new type does not fit the old one')),
  ];
  if (whole.length === 0 && JSON.stringify(before.document) !== JSON.stringify(after.document)) {
    return [change('documentation', 'openapi.yaml', 'another order of the same facts')];
  }
  return whole;
}

const change = (rating: Rating, place: string, what: string): RatedChange => ({
  rating,
  place,
  what,
  furtherPlaces: 0,
});

/** Makes one change of the differences that say the same about one fact: the gravest. */
function foldByFact(
  differences: readonly Difference[],
  changeOf: (difference: Difference) => RatedChange,
): RatedChange[] {
  const changes = new Map<string, RatedChange>();
  for (const difference of differences) {
    const key = JSON.stringify([difference.subject, difference.what]);
    const [same, next] = [changes.get(key), changeOf(difference)];
    const isGraver = !same || ratings.indexOf(next.rating) < ratings.indexOf(same.rating);
    if (isGraver) changes.set(key, next);
  }
  return [...changes.values()];
}
