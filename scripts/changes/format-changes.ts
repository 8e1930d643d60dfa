import { byCodeUnit } from '../shared/json.js';
import type { Change } from './fold-changes.js';
import { semverStep, semverText } from './semver-step.js';

const ratings: Change['rating'][] = ['breaking', 'additive', 'documentation'];
const width = Math.max(...ratings.map((rating) => rating.length));

/**
 * Tells changes to people: the number of facts that changed, a line a change, the gravest first,
 * and the semver step that follows.
 *
 * @param version - The version released last, to name the next one.
 * @throws RangeError for a version that is none.
 */
export function formatChanges(changes: readonly Change[], version?: string): string {
  const facts = changes.reduce((sum, { alsoAt }) => sum + 1 + alsoAt.length, 0);
  const sorted = [...changes].sort(
    (a, b) =>
      ratings.indexOf(a.rating) - ratings.indexOf(b.rating) ||
      byCodeUnit(a.subject, b.subject) ||
      byCodeUnit(a.what, b.what),
  );
  return [
    facts === 0 ? 'no fact changed' : `${facts} ${facts === 1 ? 'fact' : 'facts'} changed:`,
    ...sorted.map(lineOf),
    semverText(semverStep(changes), version),
  ].join('\n');
}

function lineOf({ rating, subject, what, alsoAt }: Change): string {
  const places = alsoAt.length === 1 ? 'place' : 'places';
  const others = alsoAt.length === 0 ? '' : ` (and ${alsoAt.length} more ${places})`;
  return `  ${rating.padEnd(width)}  ${subject}: ${what}${others}`;
}
