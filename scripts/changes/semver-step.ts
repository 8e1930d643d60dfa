import semver from 'semver';
import type { Change } from './fold-changes.js';

/** How far a release with given changes is from the one before it. */
export type SemverStep = 'major' | 'minor' | 'patch' | 'none';

/** The step that the gravest of the changes asks for (semver.org, items 6 to 8). */
export function semverStep(changes: readonly Change[]): SemverStep {
  const has = (rating: Change['rating']): boolean =>
    changes.some((change) => change.rating === rating);
  if (has('breaking')) return 'major';
  if (has('additive')) return 'minor';
  return has('documentation') ? 'patch' : 'none';
}

/**
 * The step in words, with the version that it leads to.
 *
 * @param version - The version released last; without it the step alone is told.
 * @throws RangeError for a version that is none.
 */
export function semverText(step: SemverStep, version?: string): string {
  if (version === undefined || step === 'none') return `semver: ${step}`;
  const current = semver.parse(version);
  if (!current) throw new RangeError(`A version is three numbers as in 1.2.3, not ${version}`);
  const isInitial = current.major === 0 && step === 'major';
  const next = semver.inc(version, isInitial ? 'minor' : step) ?? version;
  const note = isInitial ? ', before 1.0 breaking changes step the minor' : '';
  return `semver: ${step} (${version} -> ${next}${note})`;
}
