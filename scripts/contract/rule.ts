import { asArray, type Json } from '../json.js';
import { isWithin, type JsonTypes } from './json-types.js';
import type { Side } from './model.js';

/** What a change means to those who use the contract, the gravest first. */
export type Rating = 'breaking' | 'additive' | 'documentation';

/** A value before and after, `undefined` where there was or is none. */
type Condition = (before: Json | undefined, after: Json | undefined, aspect: string) => boolean;

/** How one kind of change is rated. */
export interface Rule {
  /** The change, unique among the rules. */
  readonly name: string;
  /** The side it is for; any where absent. */
  readonly side?: Side;
  /** What has to have changed; `<kind> itself` is the fact's being there. All where empty. */
  readonly aspects: readonly string[];
  readonly when: Condition;
  readonly rating: Rating;
  readonly reason: string;
}

/** A rule as a row of a table; several aspects stand apart by a comma. */
export type Row = readonly [
  name: string,
  aspects: string,
  when: Condition,
  rating: Rating,
  reason: string,
];

/** Rules of a table, the first that fits being the one that counts. */
export const rules = (table: readonly Row[], side?: Side): Rule[] =>
  table.map(([name, aspects, when, rating, reason]) => ({
    name: side ? `${side}: ${name}` : name,
    ...(side && { side }),
    aspects: aspects === '' ? [] : aspects.split(', '),
    when,
    rating,
    reason,
  }));

export const always: Condition = () => true;
export const added: Condition = (before) => before === undefined;
export const removed: Condition = (_, after) => after === undefined;

/** For what is there, `true` says that it is required. */
export const addedAsRequired: Condition = (before, after) => before === undefined && after === true;
export const isRequired: Condition = (_, after) => after === true;

const types = (value: Json | undefined): JsonTypes => asArray(value).map(String);
const withoutNull = (value: Json | undefined): string =>
  types(value)
    .filter((type) => type !== 'null')
    .join();

export const widened: Condition = (before, after) => isWithin(types(before), types(after));
export const narrowed: Condition = (before, after) => isWithin(types(after), types(before));
export const becameNullable: Condition = (before, after) =>
  widened(before, after, 'type') && withoutNull(before) === withoutNull(after);
export const lostNull: Condition = (before, after) => becameNullable(after, before, 'type');

const isClosed = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && 'open' in value && value['open'] === false;
export const closed: Condition = (before, after) => !isClosed(before) && isClosed(after);
export const opened: Condition = (before, after) => closed(after, before, 'enum');

/** Whether a bound lets fewer values through than it did. */
export const tightened: Condition = (before, after, aspect) => {
  if (after === undefined) return false;
  if (typeof before !== 'number' || typeof after !== 'number') return true;
  return /^(max|exclusiveMax)/.test(aspect) ? after < before : after > before;
};

export const toAnyOf: Condition = (_, after) => after === 'anyOf';
