import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../shared/json.js';
import type { Difference } from './difference.js';
import type { Documentation, Fact } from '../facts/model.js';

/**
 * Where two facts about one place speak differently to people: one difference for the place and
 * one for each component that it refers to. Where texts only moved between these there is none.
 */
export function documentationDifferences(before: Fact, after: Fact): Difference[] {
  const [was, is] = alike(before.documentation, after.documentation)
    ? [before.documentation, after.documentation]
    : [[whole(before)], [whole(after)]];
  return is.flatMap(({ of, shared, texts }, index) => {
    const changed = changedTexts(was[index]?.texts ?? {}, texts);
    if (changed.length === 0) return [];
    const { subject, side, origin } = after;
    return [
      {
        subject,
        side,
        aspect: 'documentation',
        before: undefined,
        after: undefined,
        what: changed.join(', ') + (of === '' ? '' : ` of ${of}`),
        location: shared ? of : origin,
      },
    ];
  });
}

const alike = (was: readonly Documentation[], is: readonly Documentation[]): boolean =>
  was.map(({ of }) => of).join('\n') === is.map(({ of }) => of).join('\n');

/** All that is said at a place; what stands nearer to it wins. */
const whole = ({ documentation }: Fact): Documentation => ({
  of: '',
  shared: false,
  texts: Object.assign({}, ...documentation.map(({ texts }) => texts).reverse()) as JsonObject,
});

const changedTexts = (before: JsonObject, after: JsonObject): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((keyword) => !isDeepStrictEqual(before[keyword], after[keyword]))
    .sort();
