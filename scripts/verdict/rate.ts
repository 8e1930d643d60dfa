import { isText, stringsIn, type Fact } from '../contract/fact.js';
import { asArray, asObject, canonical, type Json } from '../shared/json.js';
import { isJsonMediaType } from '../shared/operation.js';
import type { Change } from './compare-facts.js';
import type { Side } from './sides.js';

/** What a change means to those who use the contract, the gravest first. */
export const ratings = ['breaking', 'additive', 'documentation'] as const;
export type Rating = (typeof ratings)[number];

/** Compares two ratings for a sort: the graver one comes first. */
export const byRating = (a: Rating, b: Rating): number => ratings.indexOf(a) - ratings.indexOf(b);

/** Rates a change of what one side writes, for code that uses the contract. */
export function rate(change: Change, side: Side): Rating {
  const rating = rateForCode(change, side);
  // Callers get every error as a ConfluentApiError: `body` is unknown, and `errors` has one shape.
  return side === 'error' && rating === 'breaking' ? 'additive' : rating;
}

function rateForCode(change: Change, side: Side): Rating {
  switch (change.kind) {
    case 'renamed':
      return 'documentation';
    case 'added':
      return breakingIf(
        change.isInMap || (side === 'request' ? isDemanded(change.fact) : changesData(change.fact)),
      );
    case 'removed':
      return 'breaking';
    case 'trait': {
      const { name, oldFact, newFact } = change;
      if (isText(name)) return 'documentation';
      const isDefinition = ['security scheme', 'server'].includes(newFact.kind);
      const rule = rules[name] ?? (isDefinition ? rateName : rateBound);
      const [oldValue, newValue] = [oldFact.traits[name], newFact.traits[name]];
      return rule({ name, oldValue, newValue, newFact, isRequest: side === 'request' });
    }
  }
}

const breakingIf = (isBreaking: boolean): Rating => (isBreaking ? 'breaking' : 'additive');

const isReadOnly = ({ traits }: Fact): boolean => traits['readOnly'] === true;

/** Returns whether callers have to send a value. They need not send what is read only. */
const isDemanded = (fact: Fact): boolean => fact.traits['required'] === true && !isReadOnly(fact);

/** Returns whether a new fact changes the type of `data`, which is that of all success bodies in JSON. */
const changesData = ({ kind, suffix }: Fact): boolean =>
  kind === 'success response' ||
  kind === 'branch' ||
  (kind === 'media type' && isJsonMediaType(suffix));

/** A change of a trait. A value is undefined if the trait is absent. */
interface TraitChange {
  readonly name: string;
  readonly oldValue: Json | undefined;
  readonly newValue: Json | undefined;
  readonly newFact: Fact;
  readonly isRequest: boolean;
}
type Rule = (change: TraitChange) => Rating;

/** Rates a name or an address on which code relies. To add one breaks nothing. */
const rateName: Rule = ({ oldValue }) => breakingIf(oldValue !== undefined);

const alwaysBreaking: Rule = () => 'breaking';

/** The rules by trait. All other traits are bounds. */
const rules: Readonly<Record<string, Rule>> = {
  type: ({ oldValue, newValue, isRequest }) =>
    breakingIf(isRequest ? !areWithin(oldValue, newValue) : !areWithin(newValue, oldValue)),
  nullable: ({ newValue, isRequest }) => breakingIf((newValue === true) !== isRequest),
  required: ({ newValue, newFact, isRequest }) =>
    breakingIf(isRequest ? isDemanded(newFact) : newValue !== true),
  requires: ({ oldValue, newValue, isRequest }) =>
    breakingIf(isRequest ? !areWithin(newValue, oldValue) : !areWithin(oldValue, newValue)),
  enum: rateEnum,
  readOnly: ({ newValue, newFact, isRequest }) =>
    breakingIf(newValue === true || (isRequest && isDemanded(newFact))),
  writeOnly: ({ newValue, isRequest }) => breakingIf(newValue === true && !isRequest),
  union: ({ newValue, isRequest }) => breakingIf(isRequest && newValue === 'oneOf'),
  default: ({ isRequest }) => (isRequest ? 'additive' : 'documentation'),
  deprecated: () => 'documentation',
  discriminator: rateName,
  mapping: ({ oldValue, newValue }) => breakingIf(!hasEntries(newValue, oldValue)),
  operationId: rateName,
  'exported as': rateName,
  style: alwaysBreaking,
  explode: alwaysBreaking,
  allowReserved: alwaysBreaking,
  allowEmptyValue: ({ newValue }) => breakingIf(newValue !== true),
  allOf: alwaysBreaking,
};

/** Returns whether every name in a list is in another one. `unknown` takes all, `number` integers. */
const areWithin = (names: Json | undefined, others: Json | undefined): boolean =>
  stringsIn(names).every((name) =>
    [name, 'unknown', ...(name === 'integer' ? ['number'] : [])].some((wider) =>
      stringsIn(others).includes(wider),
    ),
  );

/** Code may send a value that is no longer listed, or compare with it. */
function rateEnum({ oldValue, newValue, newFact, isRequest }: TraitChange): Rating {
  const [before, after] = [asObject(oldValue), asObject(newValue)];
  const wasClosed = before['isOpen'] === false;
  const isClosed = after['isOpen'] === false;
  if (newValue === undefined) return breakingIf(wasClosed && !isRequest);
  if (oldValue === undefined) return breakingIf(isClosed || (isRequest && !isReadOnly(newFact)));
  const listed = asArray(after['values']).map(canonical);
  const losesValue = asArray(before['values']).some((value) => !listed.includes(canonical(value)));
  // A value more in a closed enum of a response is one for which code has no case.
  return breakingIf(losesValue || (isClosed && !wasClosed) || (wasClosed && !isRequest));
}

/** A tighter bound refuses what was accepted. Bounds of what is only read are documentation. */
function rateBound({ name, oldValue, newValue, newFact, isRequest }: TraitChange): Rating {
  if (!isRequest || isReadOnly(newFact)) return 'documentation';
  if (newValue === undefined) return 'additive';
  if (typeof oldValue !== 'number' || typeof newValue !== 'number') return 'breaking';
  if (/^(max|exclusiveMax)/.test(name)) return breakingIf(newValue < oldValue);
  if (/^(min|exclusiveMin)/.test(name)) return breakingIf(newValue > oldValue);
  return 'breaking';
}

/** Returns whether a mapping has all entries of another one. */
const hasEntries = (mapping: Json | undefined, others: Json | undefined): boolean =>
  Object.entries(asObject(others)).every(([value, name]) => asObject(mapping)[value] === name);
