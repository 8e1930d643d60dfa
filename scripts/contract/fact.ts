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
  /** The end of its subject, after the subject of the fact around it: `.name`, ` query cloud`. */
  readonly suffix: string;
  /** What it says, in the order in which its line says it. Descriptions and other texts are included. */
  readonly traits: JsonObject;
  /** The component that it refers to, by the suffix of that component; '' if it refers to none. */
  readonly component: string;
  readonly children: readonly Fact[];
}

const textKeywords = new Set(
  '$comment description example examples externalDocs links summary tags title'.split(' '),
);

/** Returns whether a trait is documentation only. contract.txt leaves these out. */
export const isText = (trait: string): boolean =>
  textKeywords.has(trait) || (trait.startsWith('x-') && trait !== 'x-extensible-enum');

/** Returns what a fact says to programs, without its subject: `string, required, maxLength 255`. */
export const factText = ({ traits }: Fact): string =>
  Object.entries(traits)
    .filter(([name]) => !isText(name))
    .map(([name, value]) => traitText(name, value))
    .join(', ');

/** Returns one trait as people read it: `maxLength 255`, `integer | string`, `optional`. */
export function traitText(name: string, value: Json): string {
  if (name === 'type' && Array.isArray(value)) return stringsIn(value).join(' | ');
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
  typeof value === 'string' ? quotedIfNeeded(value) : canonical(value);

/** Returns a text as it is, or as JSON where it could be taken for something else. */
function quotedIfNeeded(text: string): string {
  const isPlain = /^[^\s",[{][^\s",]*$/.test(text);
  const isLiteral = ['true', 'false', 'null'].includes(text) || !Number.isNaN(Number(text));
  return isPlain && !isLiteral ? text : JSON.stringify(text);
}

/** Returns the name of a property, as JSON if it could be read as several parts of a subject. */
export const propertyText = (name: string): string =>
  /^[\w$-]+$/.test(name) ? quotedIfNeeded(name) : JSON.stringify(name);

/** Returns the texts in a list, such as that of `type` or `required`. */
export const stringsIn = (list: Json | undefined): string[] =>
  asArray(list).filter((item) => typeof item === 'string');

/** Returns the type of a fact: `integer | string`. It is '' if the fact has none. */
export const typeText = ({ traits }: Fact): string => stringsIn(traits['type']).join(' | ');

/** Returns a text that is equal for facts that say the same, whatever their subjects. */
export const contentText = ({ traits, children }: Fact): string =>
  JSON.stringify([traits, children]);

/** Returns the traits of a fact whose names pass a test. */
export const traitsWhere = ({ traits }: Fact, passes: (name: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(traits).filter(([name]) => passes(name)));
