import type { Contract } from '../merge/merge-contract.js';
import type { Difference } from './difference.js';
import { documentFacts } from '../facts/document-facts.js';
import { documentationDifferences } from './documentation-differences.js';
import { linesOf } from '../facts/contract-lines.js';
import { foldChanges, type Change } from './fold-changes.js';
import { anything } from '../facts/json-types.js';
import type { Fact } from '../facts/model.js';
import { factText } from '../facts/text.js';
import { differenceAt, traitDifferences } from './trait-differences.js';

/**
 * Compares two contracts fact by fact, and rates each change from the side of those who use it.
 *
 * What comes or goes is told once, at its topmost fact, and what changes in a shared component
 * once, for all the places that it is used in.
 *
 * @returns The changes, in the order of the documents.
 * @throws Error for a reference to what a document does not have.
 */
export function compareContracts(before: Contract, after: Contract): Change[] {
  const differences: Difference[] = [];

  const compareAll = (was: readonly Fact[], is: readonly Fact[]): void => {
    const later = new Map(is.map((fact) => [fact.subject, fact]));
    const earlier = new Set(was.map(({ subject }) => subject));
    for (const fact of was) {
      const counterpart = later.get(fact.subject);
      if (counterpart) compare(fact, counterpart);
      else differences.push(removal(fact));
    }
    for (const fact of is) if (!earlier.has(fact.subject)) differences.push(addition(fact));
  };

  const compare = (was: Fact, is: Fact): void => {
    const leftOut = new Set([...unfit(was, is), ...unfit(is, was)]);
    for (const difference of traitDifferences(was, is)) {
      const suffix = difference.aspect === 'type' ? belowText([...leftOut]) : '';
      differences.push({ ...difference, what: difference.what + suffix });
    }
    differences.push(...documentationDifferences(was, is));
    if (!was.folded && !is.folded) {
      const fit = (fact: Fact): boolean => !leftOut.has(fact);
      compareAll(was.children.filter(fit), is.children.filter(fit));
    } else if (was.component !== is.component) {
      differences.push(
        differenceAt(is, 'component', was.component ?? 'none', is.component ?? 'none'),
      );
    }
  };

  compareAll(documentFacts(before), documentFacts(after));
  return foldChanges(differences);
}

/** What is below a fact that speaks of objects or lists, where the other takes none or anything. */
const unfit = (fact: Fact, other: Fact): Fact[] => {
  const [own, types] = [fact, other].map(({ traits }) => traits.get('type'));
  if (!Array.isArray(own) || !Array.isArray(types)) return [];
  const isLoose = types.length === anything.length && own.length < anything.length;
  return fact.children.filter(
    ({ kind }) =>
      (kind === 'property' && (isLoose || !types.includes('object'))) ||
      (kind === 'items' && (isLoose || !types.includes('array'))),
  );
};

const removal = (fact: Fact): Difference => {
  const what = `removed${belowText(fact.children)}`;
  return itself(fact, fact.traits.get('required') === true, undefined, what);
};

const addition = (fact: Fact): Difference => {
  const text = factText(fact);
  const what = `added${text === '' ? '' : ` (${text})`}${belowText(fact.children)}`;
  return itself(fact, undefined, fact.traits.get('required') === true, what);
};

const itself = (
  fact: Fact,
  before: boolean | undefined,
  after: boolean | undefined,
  what: string,
): Difference => ({
  ...differenceAt(fact, `${fact.kind} itself`, before, after, what),
  location: fact.origin,
});

function belowText(children: readonly Fact[]): string {
  const count = children.flatMap(linesOf).length;
  if (count === 0) return '';
  return `, with ${count} ${count === 1 ? 'fact' : 'facts'} below it`;
}
