import type { Difference } from './difference.js';
import { generalRules, otherwise } from './general-rules.js';
import { requestRules } from './request-rules.js';
import { responseRules } from './response-rules.js';
import type { Rule } from './rule.js';

/** Every rule, in the order in which they are tried. */
export const allRules: readonly Rule[] = [
  ...generalRules,
  ...responseRules,
  ...requestRules,
  ...otherwise,
];

/** The first rule that a difference falls under; the last one takes all. */
export function ruleFor({ side, aspect, before, after }: Difference): Rule {
  const rule = allRules.find(
    (candidate) =>
      (candidate.side === undefined || candidate.side === side) &&
      (candidate.aspects.length === 0 || candidate.aspects.includes(aspect)) &&
      candidate.when(before, after, aspect),
  );
  if (!rule) throw new Error(`No rule for a change of ${aspect}`);
  return rule;
}
