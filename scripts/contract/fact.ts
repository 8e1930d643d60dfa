import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';

/** What a fact is about. */
export type Kind =
  | 'contract'
  | 'operation'
  | 'server'
  | 'security'
  | 'parameter'
  | 'request body'
  | 'success response'
  | 'error response'
  | 'header'
  | 'media type'
  | 'schema'
  | 'branch'
  | 'security scheme';

/** One thing that the contract says, with what stands inside it: a line of contract.txt. */
export interface Fact {
  readonly kind: Kind;
  /** What its subject adds to the subject of the fact around it: `.name`, `[]`, ` query cloud`. */
  readonly step: string;
  /** What it says, in the order in which its line says it. Texts for people are among them. */
  readonly traits: JsonObject;
  /** The step of the component that stands in its place; '' if it says everything itself. */
  readonly component: string;
  readonly children: readonly Fact[];
}

const textKeywords = [
  ...['$comment', 'description', 'example', 'examples', 'externalDocs', 'links', 'summary'],
  ...['tags', 'title'],
];

/** Returns whether a trait speaks to people alone. contract.txt does not have these. */
export const isText = (trait: string): boolean =>
  textKeywords.includes(trait) || (trait.startsWith('x-') && trait !== 'x-extensible-enum');

/** Returns what a fact says to programs, without its subject: `string, required, maxLength 255`. */
export const factText = ({ traits }: Fact): string =>
  Object.entries(traits)
    .filter(([name]) => !isText(name))
    .map(([name, value]) => traitText(name, value))
    .join(', ');

/** Returns one trait as people read it: `maxLength 255`, `string | null`, `optional`. */
export function traitText(name: string, value: Json): string {
  if (name === 'type' && Array.isArray(value)) return namesIn(value).join(' | ');
  if (name === 'union' && typeof value === 'string') return value;
  if (name === 'required') return value === true ? 'required' : 'optional';
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
function quoted(text: string): string {
  const isPlain = /^[^\s",[{][^\s",]*$/.test(text);
  const isLiteral = ['true', 'false', 'null'].includes(text) || !Number.isNaN(Number(text));
  return isPlain && !isLiteral ? text : JSON.stringify(text);
}

/** Returns the name of a property, as JSON if it could be read as several steps of a subject. */
export const propertyText = (name: string): string =>
  /^[\w$-]+$/.test(name) ? quoted(name) : JSON.stringify(name);

/** Returns the texts in a list, as `type` and `required` have them. */
export const namesIn = (list: Json | undefined): string[] =>
  asArray(list).filter((name) => typeof name === 'string');
