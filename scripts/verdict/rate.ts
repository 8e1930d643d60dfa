import { namesIn, type Fact } from '../contract/fact.js';
import { asObject, type Json } from '../shared/json.js';
import { lostValues, type Difference } from './differences.js';
import type { Side } from './place-facts.js';

/** What a change means to those who use the contract, the gravest first. */
export const ratings = ['breaking', 'additive', 'documentation'] as const;
export type Rating = (typeof ratings)[number];

/**
 * Rates a difference from the side of those who use the contract.
 *
 * @param fits - What the compiler says of the types. It is true where types cannot see the difference.
 */
export function rate({ change, side }: Difference, fits: boolean): Rating {
  if (!fits) return 'breaking';
  switch (change.kind) {
    case 'texts':
      return 'documentation';
    case 'added':
      return breakingIf(isUnexpected(change.fact, side));
    case 'removed':
      // The client treats all errors alike.
      return breakingIf(change.fact.kind !== 'error response');
    case 'trait': {
      const { name, was, is, before } = change;
      const isDefinition = ['security scheme', 'server'].includes(before.kind);
      const rule = rules[name] ?? (isDefinition ? replaced : bound);
      return rule({ name, was, is, isRequest: side === 'request' });
    }
  }
}

const breakingIf = (isBreaking: boolean): Rating => (isBreaking ? 'breaking' : 'additive');

/** Returns whether something new changes what callers get as `data`: all success bodies in JSON. */
const isUnexpected = ({ kind, step }: Fact, side: Side): boolean =>
  kind === 'success response' ||
  (kind === 'media type' && side === 'response' && /\bjson\b/.test(step));

/** A trait before and after. A value is undefined where the trait was or is absent. */
interface TraitValues {
  readonly name: string;
  readonly was: Json | undefined;
  readonly is: Json | undefined;
  readonly isRequest: boolean;
}
type Rule = (trait: TraitValues) => Rating;

const replaced: Rule = ({ was }) => breakingIf(was !== undefined);
const restriction: Rule = ({ is }) => breakingIf(is !== undefined);
const grave: Rule = () => 'breaking';

/** What types cannot see, by trait. All other traits are bounds. */
const rules: Readonly<Record<string, Rule>> = {
  type: ({ was, is, isRequest }) => breakingIf(!isRequest && losesBranch(was, is)),
  required: () => 'additive',
  enum: ({ was, is, isRequest }) => {
    // Callers may send a value that is listed no more, or compare with it.
    const isClosed = asObject(is)['isOpen'] === false && !(asObject(was)['isOpen'] === false);
    const isNew = was === undefined && isRequest;
    return breakingIf(isNew || isClosed || (is !== undefined && lostValues(was, is).length > 0));
  },
  readOnly: restriction,
  writeOnly: (trait) => (trait.isRequest ? 'documentation' : restriction(trait)),
  union: ({ is, isRequest }) => (isRequest ? breakingIf(is === 'oneOf') : 'documentation'),
  default: ({ isRequest }) => (isRequest ? 'additive' : 'documentation'),
  deprecated: () => 'documentation',
  discriminator: replaced,
  operationId: replaced,
  requires: grave,
  style: grave,
  explode: grave,
  content: grave,
  allowReserved: grave,
  allowEmptyValue: ({ is }) => breakingIf(is === undefined),
};

/** A tighter bound of a request refuses what was accepted. Bounds of a response are for readers. */
function bound({ name, was, is, isRequest }: TraitValues): Rating {
  if (!isRequest) return 'documentation';
  if (is === undefined) return 'additive';
  if (typeof was !== 'number' || typeof is !== 'number') return 'breaking';
  if (/^(max|exclusiveMax)/.test(name)) return breakingIf(is < was);
  if (/^(min|exclusiveMin)/.test(name)) return breakingIf(is > was);
  return 'breaking';
}

/** Returns whether code that tells the types of a union apart meets a type that is gone. */
const losesBranch = (was: Json | undefined, is: Json | undefined): boolean =>
  namesIn(was).some(
    (type) => !namesIn(is).includes(type) && !['null', 'unknown', 'number'].includes(type),
  );
