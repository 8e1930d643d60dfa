import type { Difference } from './difference.js';
import type { Rating } from './rule.js';
import { ruleFor } from './rules.js';

/** A changed fact, and what the change means. */
export interface Change {
  readonly rating: Rating;
  /** Where: the operation, and the way to the fact in it. */
  readonly subject: string;
  /** What changed there: `required -> optional`. */
  readonly what: string;
  /** The further places at which the same change of a shared component shows. */
  readonly alsoAt: readonly string[];
  /** The name of the rule that rated it. */
  readonly rule: string;
  /** Why it is rated so. */
  readonly reason: string;
}

/** Rates differences, and makes one change of those that are one edit of the document. */
export function foldChanges(differences: readonly Difference[]): Change[] {
  const changes = new Map<string, Change & { readonly alsoAt: string[] }>();
  for (const difference of differences) {
    const { subject, what, location } = difference;
    const { rating, name, reason } = ruleFor(difference);
    const key = JSON.stringify([rating, location, what]);
    const same = changes.get(key);
    if (same) same.alsoAt.push(subject);
    else changes.set(key, { rating, subject, what, alsoAt: [], rule: name, reason });
  }
  return [...changes.values()];
}
