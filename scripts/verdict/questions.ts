import { namesIn, type Fact } from '../contract/fact.js';
import { emitTypes } from '../emit/emit-types.js';
import type { Contract } from '../merge/merge-contract.js';
import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import type { Difference } from './differences.js';
import type { Question } from './judge-types.js';
import type { PlacedFact, Side } from './place-facts.js';

/** Callers write requests for the old contract. Servers write responses for the new one. */
const directed = (side: Side, was: string, is: string): Question =>
  side === 'request' ? { source: was, target: is } : { source: is, target: was };

/** TypeScript has one type for all numbers. An integer is a number, while a number may be none. */
export const integerType = 'type Integer = number & { integer: true };';

/**
 * Asks about a difference by itself: whether the values fit, or whether the value has to be there.
 *
 * @returns undefined where types cannot see the difference.
 */
export function questionOf({ change, side }: Difference): Question | undefined {
  if (change.kind === 'added') return directed(side, '{}', presenceType(change.fact, side));
  if (change.kind !== 'trait') return undefined;
  const { name, was, is, before, after } = change;
  switch (name) {
    case 'type':
      return directed(side, valueType({ type: was ?? null }), valueType({ type: is ?? null }));
    case 'enum': {
      const type = before.traits['type'] ?? null;
      const typeWith = (listed: Json = null): string => valueType({ type, enum: listed });
      return directed(side, typeWith(was), typeWith(is));
    }
    case 'required':
    case 'readOnly':
      return directed(side, presenceType(before, side), presenceType(after, side));
    default:
      return undefined;
  }
}

/** Returns an object that holds the fact if it is required. Callers need not send what is read only. */
function presenceType({ traits }: Fact, side: Side): string {
  const isExempt = side === 'request' && traits['readOnly'] === true;
  return traits['required'] === true && !isExempt ? '{ value: true }' : '{ value?: true }';
}

/** Returns the type of the values of a fact, with an object in its name for what is no scalar. */
function valueType(traits: JsonObject): string {
  const types = namesIn(traits['type']);
  const { isOpen, values } = asObject(traits['enum']);
  const plain =
    isOpen === false
      ? asArray(values).map(literalType)
      : types.filter((type) => type !== 'null').map(namedType);
  return [...plain, ...(types.includes('null') ? ['null'] : [])].join(' | ') || 'never';
}

const literalType = (value: Json): string =>
  `${JSON.stringify(value)}${Number.isInteger(value) ? ' & Integer' : ''}`;

function namedType(type: string): string {
  if (type === 'integer') return 'Integer';
  const isScalar = ['string', 'number', 'boolean', 'unknown'].includes(type);
  return isScalar ? type : `{ ${JSON.stringify(type)}: true }`;
}

/**
 * What an operation sends and receives, as the generated types have it. Each contract has its own
 * copy: of one generic type the compiler would compare the arguments, not what they make.
 */
const helpers = `
export type Sent<Op extends { parameters: unknown; requestBody?: unknown }> = {
  parameters: Op['parameters'];
  body: NonNullable<Op['requestBody']> extends { content: infer C } ? C[keyof C] : never;
};
export type Received<Op extends { responses: unknown }, Other extends { responses: unknown }> = {
  [S in keyof Op['responses'] & keyof Other['responses']]:
    [Op['responses'][S], Other['responses'][S]] extends [{ content: infer C }, { content: unknown }]
      ? C
      : unknown;
};`;

const emitted = new WeakMap<JsonObject, Promise<string>>();

/** Returns the generated types of a contract as a namespace. They are emitted once in a process. */
async function namespaceOf(name: string, { document, typeNames }: Contract): Promise<string> {
  const types = emitted.get(document) ?? emitTypes(document, typeNames);
  emitted.set(document, types);
  return `namespace ${name} {\n${await types}${helpers}\n}\n`;
}

/** Returns the generated types of two contracts, as the namespaces `before` and `after`. */
export const declarationsOf = async (before: Contract, after: Contract): Promise<string> =>
  (await namespaceOf('before', before)) + (await namespaceOf('after', after));

/** A question about something that both contracts have, with its subject. */
export interface WholeQuestion extends Question {
  readonly subject: string;
}

/** Asks about the generated types: of each operation, and each exported type as it is used. */
export function wholeQuestions(
  before: ReadonlyMap<string, PlacedFact>,
  after: ReadonlyMap<string, PlacedFact>,
): WholeQuestion[] {
  const facts = [...after.values()];
  const shared = facts.filter(({ place, around }) => around === '' && before.has(place));
  return shared.flatMap(({ fact, subject }): WholeQuestion[] => {
    if (fact.kind === 'exported type') {
      const [component] = namesIn(fact.traits['type']);
      const uses = [...before.values(), ...facts].filter((use) => use.fact.component === component);
      return [...new Set(uses.map(({ side }) => side))].map((side) => {
        const name = subject.replace('type ', '');
        return { subject, ...directed(side, `before.${name}`, `after.${name}`) };
      });
    }
    if (fact.kind !== 'operation') return [];
    const [method = '', path = ''] = subject.split(' ');
    const operation = `paths[${JSON.stringify(path)}]['${method.toLowerCase()}']`;
    const [was, is] = [`before.${operation}`, `after.${operation}`];
    return [
      { subject, source: `before.Sent<${was}>`, target: `after.Sent<${is}>` },
      {
        subject,
        source: `after.Received<${is}, ${was}>`,
        target: `before.Received<${was}, ${is}>`,
      },
    ];
  });
}
