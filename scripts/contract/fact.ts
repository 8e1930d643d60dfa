import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';

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
  | 'mapped component'
  | 'component'
  | 'exported type';

/** One thing that the contract says, with what stands inside it: a line of contract.txt. */
export interface Fact {
  readonly kind: Kind;
  /** What the subject of the fact adds to the subject of the fact around it. */
  readonly step: string;
  /** What it says to programs, in the order in which its line says it. */
  readonly traits: JsonObject;
  /** What it says to people. */
  readonly texts: JsonObject;
  /** The component that it refers to; '' where it says everything itself. */
  readonly component: string;
  readonly children: readonly Fact[];
}

/** Kinds whose names can have dots, so that a space follows them, not a dot. */
const dottedKinds: readonly Kind[] = ['media type', 'parameter', 'header'];

/** Returns the subject of a fact inside another one. */
export const subjectWithin = (subject: string, { kind }: Fact, { step }: Fact): string =>
  dottedKinds.includes(kind) && step.startsWith('.')
    ? `${subject} ${step.slice(1)}`
    : `${subject}${step}`;

/** Returns what a fact says without its subject: `string, required, maxLength 255`. */
export const factText = ({ traits }: Fact): string =>
  Object.entries(traits)
    .map(([name, value]) => traitText(name, value))
    .join(', ');

/** Returns one trait as people read it: `maxLength 255`, `string | null`, `optional`. */
export function traitText(name: string, value: Json): string {
  if (name === 'type' && Array.isArray(value)) return namesIn(value).join(' | ');
  if (name === 'required') return value === true ? 'required' : 'optional';
  if (name === 'union') return valueText(value);
  if (name === 'enum') {
    const { isOpen, values } = asObject(value);
    return `${isOpen === true ? 'open enum' : 'enum'} ${asArray(values).map(valueText).join(' | ')}`;
  }
  return value === true ? name : `${name} ${valueText(value)}`;
}

/** Returns a value on one line. Equal texts mean equal values. */
export const valueText = (value: Json): string =>
  typeof value === 'string' ? quoted(value) : canonical(value);

/** Returns a text as it is, or as JSON where it could be taken for something else. */
export function quoted(text: string): string {
  const isPlain = /^[^\s",[{][^\s",]*$/.test(text);
  const isLiteral = ['true', 'false', 'null'].includes(text) || !Number.isNaN(Number(text));
  return isPlain && !isLiteral ? text : JSON.stringify(text);
}

/** Returns the name of a property, as JSON if it could be read as several steps of a subject. */
export const propertyText = (name: string): string =>
  /^[\w$-]+$/.test(name) ? quoted(name) : JSON.stringify(name);

/** Returns the name of a parameter or header, as JSON if it could be read as several steps. */
export const parameterText = (name: string): string =>
  /^[\w$.-]+$/.test(name) ? quoted(name) : JSON.stringify(name);

/** Returns the texts in a list, as `type` and `required` have them. */
export const namesIn = (list: Json | undefined): string[] =>
  asArray(list).filter((name) => typeof name === 'string');
