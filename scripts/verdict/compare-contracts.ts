import { readFacts } from '../contract/read-facts.js';
import type { Contract } from '../merge/merge-contract.js';
import { differencesBetween, type Difference } from './differences.js';
import { judgeTypes } from './judge-types.js';
import { integerType, questionOf } from './questions.js';
import { byRating, rate, type Rating } from './rate.js';
import { componentSides } from './sides.js';
import { declarationsOf, wholeQuestions } from './whole-types.js';

/** A change, and what it means to those who use the contract. */
export interface RatedChange {
  readonly rating: Rating;
  /** The subject of the changed fact, as contract.txt writes it. */
  readonly subject: string;
  /** What changed there: `required -> optional`. */
  readonly what: string;
}

/**
 * Compares two contracts, and rates each change from the side of those who use the contract.
 *
 * @returns Each change once.
 */
export async function compareContracts(
  oldContract: Contract,
  newContract: Contract,
): Promise<RatedChange[]> {
  const [oldFacts, newFacts] = [readFacts(oldContract), readFacts(newContract)];
  const sidesOf = componentSides(oldContract, newContract);
  const changes = rateDifferences(differencesBetween(oldFacts, newFacts, sidesOf));
  if (changes.some(({ rating }) => rating === 'breaking')) return changes;
  if (JSON.stringify(oldContract) === JSON.stringify(newContract)) return changes;
  // What no fact shows by itself, the generated types of the whole contracts may show.
  const asked = newFacts.children.flatMap((newFact) => {
    const { step: subject } = newFact;
    const oldFact = oldFacts.children.find(({ step }) => step === subject);
    const questions = oldFact ? wholeQuestions(oldFact, newFact, sidesOf(subject)) : [];
    return questions.map((question) => ({ ...question, subject }));
  });
  const fits = judgeTypes(await declarationsOf(oldContract, newContract), asked);
  const unfit = new Set(asked.filter((question) => !fits(question)).map(({ subject }) => subject));
  const what = 'the new type does not fit the old one';
  changes.push(...[...unfit].map((subject) => ({ rating: 'breaking', subject, what }) as const));
  if (changes.length > 0) return changes;
  const unseen = 'an order, or a text that no fact has';
  return [{ rating: 'documentation', subject: 'openapi.yaml', what: unseen }];
}

/** Rates each difference by the side on which it is the gravest. */
function rateDifferences(differences: readonly Difference[]): RatedChange[] {
  const questions = differences.flatMap(({ change, sides }) =>
    sides.map((side) => questionOf(change, side)),
  );
  const fits = judgeTypes(integerType, questions);
  return differences.map(({ subject, sides, change, what }) => {
    const ratings = sides.map((side) => rate(change, side, fits(questionOf(change, side))));
    const [rating = 'breaking'] = ratings.sort(byRating);
    return { rating, subject, what };
  });
}
