import { isDeepStrictEqual } from 'node:util';
import { readFacts } from '../contract/read-facts.js';
import type { Contract } from '../merge/merge-contract.js';
import { groupBy } from '../shared/values.js';
import { differencesBetween, type Difference } from './differences.js';
import { judgeTypes } from './judge-types.js';
import { placeFacts } from './place-facts.js';
import { declarationsOf, integerType, questionOf, wholeQuestions } from './questions.js';
import { rate, ratings, type Rating } from './rate.js';

/** A changed fact, and what the change means. */
export interface RatedChange {
  readonly rating: Rating;
  /** Where: the operation, and the way to the fact in it. */
  readonly place: string;
  /** What changed there: `required -> optional`. */
  readonly what: string;
  /** At how many further places the same change of a component shows. */
  readonly furtherPlaces: number;
}

/**
 * Compares two contracts, and rates each change from the side of those who use the contract.
 *
 * @returns Each change once.
 */
export async function compareContracts(before: Contract, after: Contract): Promise<RatedChange[]> {
  const [was, is] = [placeFacts(readFacts(before)), placeFacts(readFacts(after))];
  const changes = rateDifferences(differencesBetween(was, is));
  if (changes.some(({ rating }) => rating === 'breaking')) return changes;
  const [document, documentNow] = [before.document, after.document];
  if (!isDeepStrictEqual(document, documentNow)) {
    // What no fact shows by itself, the generated types of the whole contracts may show.
    const questions = wholeQuestions(was, is);
    const fits = judgeTypes(await declarationsOf(before, after), questions);
    const unfit = questions.filter((_, index) => !fits[index]).map(({ subject }) => subject);
    const what = 'the new type does not fit the old one';
    changes.push(...[...new Set(unfit)].map((place) => changeAt(place, 'breaking', what)));
  }
  if (changes.length === 0 && JSON.stringify(document) !== JSON.stringify(documentNow)) {
    return [changeAt('openapi.yaml', 'documentation', 'another order of the same facts')];
  }
  return changes;
}

const changeAt = (place: string, rating: Rating, what: string): RatedChange => ({
  rating,
  place,
  what,
  furtherPlaces: 0,
});

/** Rates the differences. Those that say the same about one fact are one change, the gravest. */
function rateDifferences(differences: readonly Difference[]): RatedChange[] {
  const questions = differences.map(questionOf);
  const asked = questions.filter((question) => question !== undefined);
  const answers = judgeTypes(integerType, asked);
  const rated = differences.map((difference, index) => {
    const question = questions[index];
    const fits = question === undefined || answers[asked.indexOf(question)] === true;
    return { ...difference, rating: rate(difference, fits) };
  });
  const facts = groupBy(rated, ({ subject, what }) => JSON.stringify([subject, what]));
  return [...facts.values()].flatMap((same) => {
    const gravest = ratings.flatMap(
      (rating) => same.find((change) => change.rating === rating) ?? [],
    );
    return gravest.slice(0, 1).map(({ rating, place, what }) => ({
      rating,
      place,
      what,
      furtherPlaces: same.length - 1,
    }));
  });
}
