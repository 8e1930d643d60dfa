import { isText, namesIn, type Fact } from '../contract/fact.js';
import { asArray, asObject, canonical, type Json } from '../shared/json.js';
import type { Change } from './differences.js';
import type { Side } from './sides.js';

/** What a change means to those who use the contract, the gravest first. */
export const ratings = ['breaking', 'additive', 'documentation'] as const;
export type Rating = (typeof ratings)[number];

/** Compares two ratings for a sort: the graver one comes first. */
export const byRating = (a: Rating, b: Rating): number => ratings.indexOf(a) - ratings.indexOf(b);

/**
 * Rates a change from the side of those who use the contract.
 *
 * @param fits - Whether the compiler accepts the change. True if types cannot show it.
 */
export function rate(change: Change, side: Side, fits: boolean): Rating {
  const rating = fits ? rateByRules(change, side) : 'breaking';
  // Callers get every error as a ConfluentApiError: `body` is unknown, and `errors` has one shape.
  return side === 'error' && rating === 'breaking' ? 'additive' : rating;
}

/** Rates a change that types do not show. */
function rateByRules(change: Change, side: Side): Rating {
  switch (change.kind) {
    case 'renamed':
      return 'documentation';
    case 'added':
      return breakingIf(changesData(change.fact, side));
    case 'removed':
      return 'breaking';
    case 'trait': {
      const { name, fact, newValue } = change;
      if (isText(name)) return 'documentation';
      const isDefinition = ['security scheme', 'server'].includes(fact.kind);
      const rule = rules[name] ?? (isDefinition ? rateIdentity : rateBound);
      return rule({ name, oldValue: fact.traits[name], newValue, isRequest: side === 'request' });
    }
  }
}

const breakingIf = (isBreaking: boolean): Rating => (isBreaking ? 'breaking' : 'additive');

/** Returns whether a new fact changes the type of `data`: that is every success body in JSON. */
const changesData = ({ kind, step }: Fact, side: Side): boolean =>
  kind === 'success response' ||
  (side === 'response' && (kind === 'branch' || (kind === 'media type' && /\bjson\b/.test(step))));

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

const alwaysBreaking: Rule = () => 'breaking';

/** The rules for what types cannot show, by trait. All other traits are bounds. */
const rules: Readonly<Record<string, Rule>> = {
  type: ({ oldValue, newValue, isRequest }) =>
    breakingIf(!isRequest && losesBranch(oldValue, newValue)),
  required: () => 'additive',
  enum: rateEnum,
  readOnly: ({ newValue }) => breakingIf(newValue === true),
  writeOnly: ({ newValue, isRequest }) => breakingIf(newValue === true && !isRequest),
  union: ({ oldValue, newValue, isRequest }) =>
    breakingIf(isRequest && oldValue === 'anyOf' && newValue === 'oneOf'),
  default: ({ isRequest }) => (isRequest ? 'additive' : 'documentation'),
  deprecated: () => 'documentation',
  discriminator: rateIdentity,
  mapping: ({ oldValue, newValue }) => breakingIf(losesEntry(oldValue, newValue)),
  operationId: rateIdentity,
  'exported as': rateIdentity,
  style: alwaysBreaking,
  explode: alwaysBreaking,
  allowReserved: alwaysBreaking,
};

/** Callers may send a value that is no longer listed, or compare with it. */
function rateEnum({ oldValue, newValue, isRequest }: TraitValues): Rating {
  if (newValue === undefined) return 'additive';
  if (oldValue === undefined)
    return breakingIf(isRequest || asObject(newValue)['isOpen'] === false);
  const [before, after] = [asObject(oldValue), asObject(newValue)];
  const becomesClosed = before['isOpen'] === true && after['isOpen'] === false;
  const listed = asArray(after['values']).map(canonical);
  const losesValue = asArray(before['values']).some((value) => !listed.includes(canonical(value)));
  return breakingIf(becomesClosed || losesValue);
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

/** Returns whether a mapping loses a value, or gives it another meaning. */
const losesEntry = (oldMapping: Json | undefined, newMapping: Json | undefined): boolean =>
  Object.entries(asObject(oldMapping)).some(
    ([value, name]) => asObject(newMapping)[value] !== name,
  );
