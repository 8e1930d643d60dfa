import {
  asArray,
  asObject,
  isObject,
  sortKeys,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { namesIn } from './keywords.js';

/** What a fact is about. */
export type Kind =
  | 'operation'
  | 'server'
  | 'security'
  | 'security scheme'
  | 'parameter'
  | 'request body'
  | 'success response'
  | 'error response'
  | 'header'
  | 'media type'
  | 'property'
  | 'branch'
  | 'component'
  | 'exported type';

/** One thing that the contract says, with what stands inside it: a line of contract.txt. */
export interface Fact {
  readonly kind: Kind;
  /** What the subject of the fact adds to the subject of the fact around it. */
  readonly step: string;
  /** What it says to programs. */
  readonly traits: JsonObject;
  /** What it says to people. */
  readonly texts: JsonObject;
  /** The component that it refers to; '' where it says everything itself. */
  readonly component: string;
  readonly children: readonly Fact[];
}

/** The subject of a fact inside another one: a space follows a media type, a dot everything else. */
export const subjectWithin = (subject: string, { kind }: Fact, { step }: Fact): string =>
  kind === 'media type' && step.startsWith('.')
    ? `${subject} ${step.slice(1)}`
    : `${subject}${step}`;

/** The fact with what its component says put in the place of the reference. */
export function openComponent(fact: Fact, components: ReadonlyMap<string, Fact>): Fact {
  const root = components.get(fact.component);
  if (!root) return fact;
  const { traits, texts, children, component } = openComponent(root, components);
  const types = namesIn(fact.traits['type']).includes('null')
    ? [...new Set([...namesIn(traits['type']), 'null'])]
    : traits['type'];
  return {
    ...fact,
    component,
    traits: { ...traits, ...fact.traits, ...(types !== undefined && { type: types }) },
    texts: { ...withoutTitle(texts), ...fact.texts },
    children,
  };
}

/** The title of a component is its name, which the reference tells. */
const withoutTitle = (texts: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(texts).filter(([keyword]) => keyword !== 'title'));

/** Traits in the order in which a line tells them; others follow as the document has them. */
const order = ['type', 'union', 'enum', 'required', 'readOnly', 'writeOnly', 'deprecated'];

/** What a fact says without its subject: `string, required, maxLength 255`. */
export function factText({ kind, traits, component, children }: Fact): string {
  const isResponse = kind === 'success response' || kind === 'error response';
  const hasBody = component !== '' || children.some((child) => child.kind === 'media type');
  const rest = Object.keys(traits).filter((name) => !order.includes(name));
  return [
    ...(isResponse ? [hasBody ? component : 'no body'] : []),
    ...[...order.filter((name) => name in traits), ...rest.sort()].map((name) =>
      traitText(name, traits[name] ?? null),
    ),
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** One trait as people read it: `maxLength 255`, `string | null`, `optional`. */
export function traitText(name: string, value: Json): string {
  switch (name) {
    case 'type':
      return Array.isArray(value) ? namesIn(value).join(' | ') : `type ${valueText(value)}`;
    case 'required':
      return value === true ? 'required' : 'optional';
    case 'enum': {
      const { isOpen, values } = asObject(value);
      return `${isOpen === true ? 'open enum' : 'enum'} ${asArray(values).map(valueText).join(' | ')}`;
    }
    case 'union':
    case 'component':
      return valueText(value);
    default:
      return value === true ? name : `${name} ${valueText(value)}`;
  }
}

/** A value on one line; equal texts mean equal values. */
export function valueText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(sortKeys(value));
    return `{${entries.map(([key, inner]) => `${quoted(key)}: ${valueText(inner)}`).join(', ')}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** A text as it is, or as JSON where it could be taken for something else. */
export function quoted(text: string): string {
  const isPlain = /^[^\s",[{][^\s",]*$/.test(text);
  const isLiteral = ['true', 'false', 'null'].includes(text) || !Number.isNaN(Number(text));
  return isPlain && !isLiteral ? text : JSON.stringify(text);
}
