import { asObject, byCodeUnit, canonical } from '../shared/json.js';
import { groupBy } from '../shared/values.js';
import { factText, namesIn, type Fact } from './fact.js';

/**
 * Names the branches of a union by their types: `<object>`, `<object 2>`. Branches of one type are
 * counted in the order of what they say, so that their order in the document is no matter.
 *
 * @returns The branches except for components, because the type of the union names these.
 */
export function nameBranches(branches: readonly Fact[]): Fact[] {
  const inline = branches.filter(({ component }) => component === '');
  const byType = groupBy(inline, ({ traits }) => namesIn(traits['type']).join(' | '));
  return [...byType].flatMap(([type, ofType]) =>
    ofType
      .sort((a, b) => byCodeUnit(sortKey(a), sortKey(b)))
      .map((fact, index) => ({
        ...fact,
        step: index === 0 ? `<${type}>` : `<${type} ${String(index + 1)}>`,
      })),
  );
}

/** Returns a text to sort a branch by. The values of closed enums come first: they tell branches apart. */
function sortKey({ children }: Fact): string {
  const closed = children.filter(({ traits }) => asObject(traits['enum'])['isOpen'] === false);
  return canonical([closed, children].map((facts) => facts.map(lineOf).sort(byCodeUnit)));
}

const lineOf = (fact: Fact): string => `${fact.step}: ${factText(fact)}`;
