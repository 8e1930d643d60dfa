import { readFacts } from '../contract/read-facts.js';
import type { Contract } from '../merge/merge-contract.js';
import { compareFacts } from './compare-facts.js';
import { judgeTypes } from './judge-types.js';
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
  const differences = compareFacts(oldFacts, newFacts, sidesOf);
  const changes = differences.map(({ subject, sides, change, what }): RatedChange => {
    const [gravest = 'breaking'] = sides.map((side) => rate(change, side)).sort(byRating);
    return { rating: gravest, subject, what };
  });
  if (changes.some(({ rating }) => rating === 'breaking')) return changes;
  if (JSON.stringify(oldContract) === JSON.stringify(newContract)) return changes;
  // The whole generated types can show what no single fact shows.
  const asked = newFacts.children.flatMap((newFact) => {
    const { suffix: subject } = newFact;
    const oldFact = oldFacts.children.find(({ suffix }) => suffix === subject);
    const questions = oldFact ? wholeQuestions(oldFact, newFact, sidesOf(subject)) : [];
    return questions.map((question) => ({ ...question, subject }));
  });
  const fits = judgeTypes(await declarationsOf(oldContract, newContract), asked);
  const unfit = new Set(asked.filter((question) => !fits(question)).map(({ subject }) => subject));
  const what = 'the old and the new type do not fit';
  changes.push(...[...unfit].map((subject) => ({ rating: 'breaking', subject, what }) as const));
  if (changes.length > 0) return changes;
  const unseen = 'an order, or a text that contract.txt leaves out';
  return [{ rating: 'documentation', subject: 'openapi.yaml', what: unseen }];
}
