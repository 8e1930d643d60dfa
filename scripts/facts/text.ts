import { asArray, asObject, isObject, sortKeys, type Json } from '../shared/json.js';
import { typesText } from './json-types.js';
import type { Fact } from './model.js';

/** Aspects in the order in which a line tells them; others follow by name. */
const order = ['type', 'union', 'enum', 'required', 'readOnly', 'writeOnly', 'deprecated'];

const isStatus = ({ kind }: Fact): boolean => kind === 'success status' || kind === 'error status';

/**
 * A fact as a line of contract.txt; undefined for a response that says nothing beyond what the
 * lines below it say.
 */
export function lineOf(fact: Fact): string | undefined {
  const text = factText(fact);
  if (text !== '') return `${fact.subject}${fact.kind === 'exported type' ? ' =' : ':'} ${text}`;
  return isStatus(fact) ? undefined : fact.subject;
}

/** What a fact says, its place aside: `string, required, maxLength 255`. */
export function factText(fact: Fact): string {
  const hasBody = fact.children.some(({ kind }) => kind === 'media type');
  return [
    ...(isStatus(fact) && !hasBody ? ['no body'] : []),
    ...[...fact.traits.keys()].sort(byOrder).map((aspect) => traitOf(fact, aspect)),
    ...(fact.folded ? [`as ${fact.component ?? ''}`] : []),
  ].join(', ');
}

const traitOf = (fact: Fact, aspect: string): string =>
  traitText(aspect, fact.traits.get(aspect) ?? null);

/** One aspect and its value, as people read it: `maxLength 255`, `string | null`, `optional`. */
export function traitText(aspect: string, value: Json): string {
  if (aspect === 'type' && Array.isArray(value)) return typesText(value);
  if (aspect === 'required') return value === true ? 'required' : 'optional';
  if (aspect === 'enum') {
    const { open, values } = asObject(value);
    return `${open === true ? 'open enum' : 'enum'} ${asArray(values).map(valueText).sort().join(' | ')}`;
  }
  if (aspect === 'mapping' || aspect === 'requires') {
    return `${aspect} ${asArray(value).map(valueText).join(' | ')}`;
  }
  if (aspect === 'union' || aspect === 'component') return valueText(value);
  return value === true ? aspect : `${aspect} ${valueText(value)}`;
}

/** A value on one line, such that equal texts mean equal values. */
export function valueText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(sortKeys(value));
    return `{${entries.map(([key, inner]) => `${quoted(key)}: ${valueText(inner)}`).join(', ')}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** A text as it is, or as JSON where it could be taken for something else. */
export const quoted = (text: string): string => {
  const isPlain = /^[^\s",[{][^\s",]*$/.test(text);
  const isLiteral = ['true', 'false', 'null'].includes(text) || !Number.isNaN(Number(text));
  return isPlain && !isLiteral ? text : JSON.stringify(text);
};

function byOrder(a: string, b: string): number {
  const rank = (aspect: string): number => {
    const index = order.indexOf(aspect);
    return index < 0 ? order.length : index;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
