import { byCodeUnit } from '../shared/json.js';
import { groupBy } from '../shared/values.js';
import { contentText, typeText, type Fact } from './fact.js';

/**
 * Names the branches of a union by their types: `<object>`, `<object 2>`. Branches of one type are
 * counted in the order of their text, so that their order in the document does not matter.
 */
export function nameBranches(branches: readonly Fact[]): Fact[] {
  const byType = groupBy(branches, typeText);
  return [...byType].flatMap(([type, ofType]) => {
    const distinct = new Map(ofType.map((fact) => [contentText(fact), fact]));
    return [...distinct]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, fact], index) => ({
        ...fact,
        suffix: index === 0 ? `<${type}>` : `<${type} ${String(index + 1)}>`,
      }));
  });
}
