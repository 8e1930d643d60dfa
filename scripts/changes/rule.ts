import { asArray, asObject, type Json } from '../shared/json.js';
import { isWithin, type JsonTypes } from '../facts/json-types.js';
import type { Side } from '../facts/model.js';

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

/** Whatever changed. */
export const always: Condition = () => true;

/** There was none before. */
export const added: Condition = (before) => before === undefined;

/** There is none any more. */
export const removed: Condition = (_, after) => after === undefined;

/** The fact is new, and required. */
export const addedAsRequired: Condition = (before, after) => before === undefined && after === true;

/** The fact is required now. */
export const isRequired: Condition = (_, after) => after === true;

/** Every value of the former types is one of the new types. */
export const widened: Condition = (before, after) => isWithin(typesIn(before), typesIn(after));

/** Every value of the new types is one of the former types. */
export const narrowed: Condition = (before, after) => isWithin(typesIn(after), typesIn(before));

/** Null came to the types, and nothing else. */
export const becameNullable: Condition = (before, after) =>
  widened(before, after, 'type') && withoutNull(before) === withoutNull(after);

/** Null left the types, and nothing else. */
export const lostNull: Condition = (before, after) => becameNullable(after, before, 'type');

/** The values were open, or not listed at all, and are a closed enum now. */
export const closed: Condition = (before, after) => !isClosed(before) && isClosed(after);

/** The values were a closed enum, and are open, or no longer listed at all. */
export const opened: Condition = (before, after) => closed(after, before, 'enum');

/** A bound lets fewer values through than it did. */
export const tightened: Condition = (before, after, aspect) => {
  if (after === undefined) return false;
  if (typeof before !== 'number' || typeof after !== 'number') return true;
  return /^(max|exclusiveMax)/.test(aspect) ? after < before : after > before;
};

/** Any number of branches may hold now. */
export const toAnyOf: Condition = (_, after) => after === 'anyOf';

const typesIn = (value: Json | undefined): JsonTypes => asArray(value).map(String);

const withoutNull = (value: Json | undefined): string =>
  typesIn(value)
    .filter((type) => type !== 'null')
    .join();

const isClosed = (value: Json | undefined): boolean => asObject(value)['open'] === false;
