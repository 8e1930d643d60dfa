import semver from 'semver';
import { byCodeUnit } from '../shared/json.js';
import { printable } from '../shared/spec-error.js';
import type { RatedChange } from './compare-contracts.js';
import { byRating, ratings, type Rating } from './rate.js';

const width = Math.max(...ratings.map((rating) => rating.length));

/**
 * Writes changes for people: a line for each change, the gravest first, and the semver step that
 * follows.
 *
 * @param version - The version of the package, to name the next one.
 * @throws RangeError if the version is not a semver version.
 */
export function formatChanges(changes: readonly RatedChange[], version?: string): string {
  const sorted = [...changes].sort(
    (a, b) =>
      byRating(a.rating, b.rating) ||
      byCodeUnit(a.subject, b.subject) ||
      byCodeUnit(a.what, b.what),
  );
  const [gravest] = sorted;
  if (!gravest) return 'the contract is unchanged\nsemver: none';
  return [
    sorted.length === 1 ? '1 change:' : `${String(sorted.length)} changes:`,
    ...sorted.map(lineOf),
    semverText(gravest.rating, version),
  ].join('\n');
}

const lineOf = ({ rating, subject, what }: RatedChange): string =>
  printable(`  ${rating.padEnd(width)}  ${subject}: ${what}`);

/** The semver step that a change of each rating asks for. */
const steps = {
  breaking: 'major',
  additive: 'minor',
  documentation: 'patch',
} as const satisfies Record<Rating, string>;

function semverText(rating: Rating, version: string | undefined): string {
  const step = steps[rating];
  if (version === undefined) return `semver: ${step}`;
  const current = semver.parse(version);
  if (!current) {
    throw new RangeError(`package.json has the version ${version}, which is not one like 1.2.3`);
  }
  const isInitial = current.major === 0 && step === 'major';
  const next = semver.inc(version, isInitial ? 'minor' : step) ?? version;
  const note = isInitial ? '; before 1.0, a breaking change raises the minor version' : '';
  return `semver: ${step} (${version} -> ${next}${note})`;
}
