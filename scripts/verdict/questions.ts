import { namesIn } from '../contract/fact.js';
import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import type { Change } from './differences.js';
import { directed, type Question } from './judge-types.js';
import type { Side } from './sides.js';

/** TypeScript has one type for all numbers. An integer is a number, but not every number is an integer. */
export const integerType = 'type Integer = number & { integer: true };';

/** Returns the question about one change: does an object that has the value still fit? */
export function questionOf(change: Change, side: Side): Question {
  switch (change.kind) {
    case 'added':
      return directed(side, '{}', ownerType(change.fact.traits, side));
    case 'trait': {
      const { name, fact, newValue = null } = change;
      const newTraits = { ...fact.traits, [name]: newValue };
      return directed(side, ownerType(fact.traits, side), ownerType(newTraits, side));
    }
    case 'removed':
    case 'renamed':
      return directed(side, '{}', '{}');
  }
}

/** Returns an object type with the value as a property. Callers need not send what is read only. */
function ownerType({ required, readOnly, type, enum: listed }: JsonObject, side: Side): string {
  const isDemanded = required === true && !(side === 'request' && readOnly === true);
  return `{ value${isDemanded ? '' : '?'}: ${valueType(type, listed)} }`;
}

/** Returns the type of a value. An array becomes `{ "array": true }`, and so on. */
function valueType(type: Json | undefined, listed: Json | undefined): string {
  const { isOpen, values } = asObject(listed);
  const types = namesIn(type);
  const plain =
    isOpen === false
      ? asArray(values).map(literalType)
      : types.filter((name) => name !== 'null').map(namedType);
  return [...plain, ...types.filter((name) => name === 'null')].join(' | ') || 'never';
}

const literalType = (value: Json): string =>
  `${JSON.stringify(value)}${Number.isInteger(value) ? ' & Integer' : ''}`;

function namedType(name: string): string {
  if (name === 'integer') return 'Integer';
  const isScalar = ['string', 'number', 'boolean', 'unknown'].includes(name);
  return isScalar ? name : `{ ${JSON.stringify(name)}: true }`;
}
