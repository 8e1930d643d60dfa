import { namesIn, type Fact } from '../contract/fact.js';
import { asObject, type Json } from '../shared/json.js';
import type { Difference } from './differences.js';
import type { Side } from './place-facts.js';
import { lostValues } from './trait-steps.js';

/** What a change means to those who use the contract, the gravest first. */
export const ratings = ['breaking', 'additive', 'documentation'] as const;
export type Rating = (typeof ratings)[number];

/** Compares two ratings for a sort: the graver one comes first. */
export const byRating = (a: Rating, b: Rating): number => ratings.indexOf(a) - ratings.indexOf(b);

/**
 * Rates a difference from the side of those who use the contract.
 *
 * @param fits - Whether the compiler accepts the change. True if types cannot show the difference.
 */
export function rate(difference: Difference, fits: boolean): Rating {
  const rating = fits ? rateByRules(difference) : 'breaking';
  // Callers get every error as a ConfluentApiError: `body` is unknown, and `errors` has one shape.
  return difference.side === 'error' && rating === 'breaking' ? 'additive' : rating;
}

/** Rates a difference that types do not show. */
function rateByRules({ change, side }: Difference): Rating {
  switch (change.kind) {
    case 'texts':
      return 'documentation';
    case 'added':
      return breakingIf(changesData(change.fact, side));
    case 'removed':
      return 'breaking';
    case 'trait': {
      const { name, oldValue, newValue, oldFact } = change;
      const isDefinition = ['security scheme', 'server'].includes(oldFact.kind);
      const rule = rules[name] ?? (isDefinition ? rateIdentity : rateBound);
      return rule({ name, oldValue, newValue, isRequest: side === 'request' });
    }
  }
}

const breakingIf = (isBreaking: boolean): Rating => (isBreaking ? 'breaking' : 'additive');

/** Returns whether a new fact changes the type of `data`, which is every success body in JSON. */
const changesData = ({ kind, step }: Fact, side: Side): boolean =>
  kind === 'success response' ||
  (kind === 'media type' && side === 'response' && /\bjson\b/.test(step));

/** The old and the new value of a trait. A value is undefined if the trait is absent. */
interface TraitValues {
  readonly name: string;
  readonly oldValue: Json | undefined;
  readonly newValue: Json | undefined;
  readonly isRequest: boolean;
}
type Rule = (trait: TraitValues) => Rating;

/** Rates a name or an address that callers rely on: only a first one breaks nothing. */
const rateIdentity: Rule = ({ oldValue }) => breakingIf(oldValue !== undefined);

/** Rates what limits the use of a value: only its end breaks nothing. */
const rateRestriction: Rule = ({ newValue }) => breakingIf(newValue !== undefined);

const alwaysBreaking: Rule = () => 'breaking';

/** The rules for what types cannot show, by trait. All other traits are bounds. */
const rules: Readonly<Record<string, Rule>> = {
  type: ({ oldValue, newValue, isRequest }) =>
    breakingIf(!isRequest && losesBranch(oldValue, newValue)),
  required: () => 'additive',
  enum: rateEnum,
  readOnly: rateRestriction,
  writeOnly: (trait) => (trait.isRequest ? 'documentation' : rateRestriction(trait)),
  union: ({ newValue, isRequest }) =>
    isRequest ? breakingIf(newValue === 'oneOf') : 'documentation',
  default: ({ isRequest }) => (isRequest ? 'additive' : 'documentation'),
  deprecated: () => 'documentation',
  discriminator: rateIdentity,
  operationId: rateIdentity,
  requires: alwaysBreaking,
  style: alwaysBreaking,
  explode: alwaysBreaking,
  content: alwaysBreaking,
  allowReserved: alwaysBreaking,
  allowEmptyValue: ({ newValue }) => breakingIf(newValue === undefined),
};

/** Callers may send a value that is no longer listed, or compare with it. */
function rateEnum({ oldValue, newValue, isRequest }: TraitValues): Rating {
  if (newValue === undefined) return 'additive';
  const isNew = oldValue === undefined && isRequest;
  const becomesClosed =
    asObject(newValue)['isOpen'] === false && asObject(oldValue)['isOpen'] !== false;
  return breakingIf(isNew || becomesClosed || lostValues(oldValue, newValue).length > 0);
}

/** A tighter bound of a request refuses what was accepted. Bounds of a response are for readers. */
function rateBound({ name, oldValue, newValue, isRequest }: TraitValues): Rating {
  if (!isRequest) return 'documentation';
  if (newValue === undefined) return 'additive';
  if (typeof oldValue !== 'number' || typeof newValue !== 'number') return 'breaking';
  if (/^(max|exclusiveMax)/.test(name)) return breakingIf(newValue < oldValue);
  if (/^(min|exclusiveMin)/.test(name)) return breakingIf(newValue > oldValue);
  return 'breaking';
}

/** Returns whether a union loses a type that callers may check for. */
const losesBranch = (oldTypes: Json | undefined, newTypes: Json | undefined): boolean =>
  namesIn(oldTypes).some(
    (type) => !namesIn(newTypes).includes(type) && !['null', 'unknown', 'number'].includes(type),
  );
