import type { Fact } from '../contract/fact.js';
import { namesIn } from '../contract/keywords.js';
import { asObject, type Json } from '../shared/json.js';
import { beyond, type Difference } from './difference.js';

/** What a change means to those who use the contract, the gravest first. */
export const ratings = ['breaking', 'additive', 'documentation'] as const;
export type Rating = (typeof ratings)[number];

/**
 * Rates a difference.
 *
 * @param fits - What the compiler says of the types; true where types cannot see the difference.
 */
export function rate(difference: Difference, fits: boolean): Rating {
  const { change } = difference;
  switch (change.kind) {
    case 'texts':
      return 'documentation';
    case 'added':
      return fits ? rateAddition(change.fact, difference) : 'breaking';
    case 'removed':
      // The client treats all errors alike.
      return change.fact.kind === 'error response' ? 'additive' : 'breaking';
    case 'value added':
      return fits ? 'additive' : 'breaking';
    case 'value removed':
      // Callers may send the value, or compare with it, which would no longer compile.
      return 'breaking';
    case 'trait': {
      const { before, after, name } = change;
      const [was, is] = [before.traits[name], after.traits[name]];
      if (!fits) return 'breaking';
      const rule = rules[name] ?? (after.kind === 'security scheme' ? replaced : bound);
      return rule({ name, was, is, isRequest: difference.side === 'request' });
    }
  }
}

function rateAddition({ kind, step, traits }: Fact, { side }: Difference): Rating {
  if (kind === 'success response') return 'breaking';
  if (kind === 'request body') return breakingIf(traits['required'] === true);
  // The data of a response has the types of all its JSON media types.
  if (kind === 'media type') return breakingIf(side === 'response' && /\bjson\b/.test(step));
  return 'additive';
}

/** A trait before and after; undefined where it was or is absent. */
interface TraitChange {
  readonly name: string;
  readonly was: Json | undefined;
  readonly is: Json | undefined;
  readonly isRequest: boolean;
}

type Rule = (change: TraitChange) => Rating;

const breakingIf = (isBreaking: boolean): Rating => (isBreaking ? 'breaking' : 'additive');

const documentation: Rule = () => 'documentation';
const replaced: Rule = ({ was }) => breakingIf(was !== undefined);
const restriction: Rule = ({ is }) => breakingIf(is !== undefined);
const additive: Rule = () => 'additive';

/** What types cannot see, by trait. A trait that is not here is a bound. */
const rules: Readonly<Record<string, Rule>> = {
  type: ({ was, is, isRequest }) => breakingIf(!isRequest && losesBranch(was, is)),
  required: additive,
  enum: rateEnum,
  component: documentation,
  deprecated: documentation,
  default: ({ isRequest }) => (isRequest ? 'additive' : 'documentation'),
  readOnly: restriction,
  writeOnly: ({ is, isRequest }) => (isRequest ? 'documentation' : breakingIf(is !== undefined)),
  union: ({ is, isRequest }) => (isRequest ? breakingIf(is === 'oneOf') : 'documentation'),
  discriminator: replaced,
  mapping: ({ was, is }) =>
    breakingIf(
      Object.entries(asObject(was)).some(([value, target]) => asObject(is)[value] !== target),
    ),
  requires: ({ was, is, isRequest }) =>
    breakingIf(isRequest ? losesName(is, was) : losesName(was, is)),
  operationId: replaced,
  style: () => 'breaking',
  explode: () => 'breaking',
  content: () => 'breaking',
  allowReserved: () => 'breaking',
  allowEmptyValue: ({ is }) => breakingIf(is === undefined),
};

/** A bound of a request refuses what was accepted when it gets tighter; others are for readers. */
function bound({ name, was, is, isRequest }: TraitChange): Rating {
  if (!isRequest) return 'documentation';
  if (is === undefined) return 'additive';
  if (typeof was !== 'number' || typeof is !== 'number') return 'breaking';
  if (/^(max|exclusiveMax)/.test(name)) return breakingIf(is < was);
  if (/^(min|exclusiveMin)/.test(name)) return breakingIf(is > was);
  return 'breaking';
}

/** An enum that comes, goes, opens or closes. */
function rateEnum({ was, is, isRequest }: TraitChange): Rating {
  if (is === undefined) return 'additive';
  if (beyond(was, is).length > 0) return 'breaking';
  // A request may send, and code that reads may compare with, values that are not listed now.
  const closes = asObject(is)['isOpen'] === false;
  return breakingIf(isRequest ? was === undefined || closes : closes);
}

/** Whether code that tells the types of a union apart meets a type that is gone. */
function losesBranch(was: Json | undefined, is: Json | undefined): boolean {
  const gone = namesIn(was).filter((type) => !namesIn(is).includes(type));
  return gone.some((type) => !['null', 'unknown', 'number'].includes(type));
}

const losesName = (was: Json | undefined, is: Json | undefined): boolean =>
  namesIn(was).some((name) => !namesIn(is).includes(name));
