import { readFacts } from '../contract/read-facts.js';
import type { Contract } from '../merge/merge-contract.js';
import { asObject } from '../shared/json.js';
import { groupBy } from '../shared/values.js';
import { changedKeys, differencesBetween, type Difference } from './differences.js';
import { judgeTypes } from './judge-types.js';
import { placeFacts } from './place-facts.js';
import { declarationsOf, integerType, questionOf, wholeQuestions } from './questions.js';
import { byRating, rate, type Rating } from './rate.js';
import { areReordered, unseenChanges } from './unseen-changes.js';

/** A changed fact, and what the change means. */
export interface RatedChange {
  readonly rating: Rating;
  /** The operation, and the path to the fact in it. */
  readonly place: string;
  /** What changed there: `required -> optional`. */
  readonly what: string;
  /** The number of further places that show the same change of a component. */
  readonly furtherPlaces: number;
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
  const [oldDocument, newDocument] = [oldContract.document, newContract.document];
  const oldFacts = placeFacts(readFacts(oldContract));
  const newFacts = placeFacts(readFacts(newContract));
  const differences = differencesBetween(oldFacts, newFacts);
  const knownParts = new Set(differences.map(({ part }) => part));
  const changes = [
    ...rateDifferences(differences),
    ...unseenChanges(oldContract, newContract, knownParts).map(({ part, isTextual }) =>
      isTextual
        ? changeAt(part, 'documentation', 'a text that no fact shows')
        : changeAt(part, 'breaking', 'a change that no fact shows'),
    ),
    ...changedKeys(asObject(oldDocument['info']), asObject(newDocument['info'])).map((key) =>
      changeAt('openapi.yaml', 'documentation', `info.${key}`),
    ),
  ];
  if (changes.some(({ rating }) => rating === 'breaking')) return changes;
  if (JSON.stringify(oldDocument) === JSON.stringify(newDocument)) return changes;
  if (areReordered(oldDocument, newDocument)) {
    return [changeAt('openapi.yaml', 'documentation', 'another order of the same facts')];
  }
  // What no fact shows by itself, the generated types of the whole contracts may show.
  const questions = wholeQuestions(oldFacts, newFacts);
  const fits = judgeTypes(await declarationsOf(oldContract, newContract), questions);
  const unfit = questions.filter((_, index) => !fits[index]).map(({ subject }) => subject);
  const what = 'the new type does not fit the old one';
  changes.push(...[...new Set(unfit)].map((place) => changeAt(place, 'breaking', what)));
  if (changes.length > 0) return changes;
  const onlyTagsChanged = areReordered({ ...oldDocument, tags: [] }, { ...newDocument, tags: [] });
  return onlyTagsChanged
    ? [changeAt('openapi.yaml', 'documentation', 'tags')]
    : [changeAt('openapi.yaml', 'breaking', 'a change that no fact shows')];
}

const changeAt = (place: string, rating: Rating, what: string): RatedChange => ({
  rating,
  place,
  what,
  furtherPlaces: 0,
});

/** Rates the differences. Those that say the same about one fact are one change, the gravest. */
function rateDifferences(differences: readonly Difference[]): RatedChange[] {
  const asked = differences.flatMap((difference) => {
    const question = questionOf(difference);
    return question ? [{ difference, question }] : [];
  });
  const results = judgeTypes(
    integerType,
    asked.map(({ question }) => question),
  );
  const fits = new Map(asked.map(({ difference }, index) => [difference, results[index] === true]));
  const rated = differences.map((difference) => ({
    ...difference,
    rating: rate(difference, fits.get(difference) ?? true),
  }));
  const facts = groupBy(rated, ({ subject, what }) => JSON.stringify([subject, what]));
  return [...facts.values()].flatMap((same) => {
    const [gravest] = same.sort((a, b) => byRating(a.rating, b.rating));
    if (!gravest) return [];
    const { rating, place, what } = gravest;
    return [{ rating, place, what, furtherPlaces: same.length - 1 }];
  });
}
