import { namesIn, type Fact } from '../contract/fact.js';
import { emitTypes } from '../emit/emit-types.js';
import type { Contract } from '../merge/merge-contract.js';
import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import type { Difference } from './differences.js';
import type { Question } from './judge-types.js';
import type { PlacedFact, Side } from './place-facts.js';

/** Callers write requests for the old contract. Servers write responses for the new one. */
const directed = (side: Side, oldType: string, newType: string): Question =>
  side === 'request' ? { source: oldType, target: newType } : { source: newType, target: oldType };

/** TypeScript has one type for all numbers. An integer is a number, but not every number is an integer. */
export const integerType = 'type Integer = number & { integer: true };';

/**
 * Returns the question about one difference: do the values fit, or does the value have to be there?
 *
 * @returns undefined if types cannot show the difference.
 */
export function questionOf({ change, side }: Difference): Question | undefined {
  if (change.kind === 'added') return directed(side, '{}', presenceType(change.fact, side));
  if (change.kind !== 'trait') return undefined;
  const { name, oldValue, newValue, oldFact, newFact } = change;
  switch (name) {
    case 'type': {
      const typeWith = (type: Json = null): string => valueType({ type });
      return directed(side, typeWith(oldValue), typeWith(newValue));
    }
    case 'enum': {
      const type = oldFact.traits['type'] ?? null;
      const typeWith = (listed: Json = null): string => valueType({ type, enum: listed });
      return directed(side, typeWith(oldValue), typeWith(newValue));
    }
    case 'required':
    case 'readOnly':
      return directed(side, presenceType(oldFact, side), presenceType(newFact, side));
    default:
      return undefined;
  }
}

/** Returns an object type that demands a required fact. Callers need not send what is read only. */
function presenceType({ traits }: Fact, side: Side): string {
  const isExempt = side === 'request' && traits['readOnly'] === true;
  return traits['required'] === true && !isExempt ? '{ value: true }' : '{ value?: true }';
}

/** Returns the type of the values of a fact. An array becomes `{ "array": true }`, and so on. */
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
 * The types of what an operation sends and of the success responses that it receives. Each namespace
 * has its own copy: if both used one generic type, the compiler would compare the arguments instead
 * of what the type makes of them. Error bodies are left out, because callers get them as `unknown`.
 */
const helpers = `
export type Sent<Op extends { parameters: unknown; requestBody?: unknown }> = {
  parameters: Op['parameters'];
  body: NonNullable<Op['requestBody']> extends { content: infer C } ? C[keyof C] : never;
};
type Success<S> = S extends string | number ? (\`\${S}\` extends \`2\${string}\` ? S : never) : never;
export type Received<Op extends { responses: unknown }, Other extends { responses: unknown }> = {
  [S in Success<keyof Op['responses'] & keyof Other['responses']>]:
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

/** Returns the generated types of two contracts, as the namespaces `Old` and `New`. */
export const declarationsOf = async (
  oldContract: Contract,
  newContract: Contract,
): Promise<string> =>
  (await namespaceOf('Old', oldContract)) + (await namespaceOf('New', newContract));

/** A question about something that both contracts have, with its subject. */
export interface WholeQuestion extends Question {
  readonly subject: string;
}

/** Returns the questions about whole generated types: each operation, and each exported type. */
export function wholeQuestions(
  oldFacts: ReadonlyMap<string, PlacedFact>,
  newFacts: ReadonlyMap<string, PlacedFact>,
): WholeQuestion[] {
  const roots = [...newFacts.values()].filter(
    ({ place, around }) => around === '' && oldFacts.has(place),
  );
  const facts = [...oldFacts.values(), ...newFacts.values()];
  return roots.flatMap(({ fact, subject }): WholeQuestion[] => {
    if (fact.kind === 'exported type') {
      const [component = ''] = namesIn(fact.traits['type']);
      const name = subject.replace('type ', '');
      return sidesOf(component, facts).map((side) => {
        return { subject, ...directed(side, `Old.${name}`, `New.${name}`) };
      });
    }
    if (fact.kind !== 'operation') return [];
    const [method = '', path = ''] = subject.split(' ');
    const operation = `paths[${JSON.stringify(path)}]['${method.toLowerCase()}']`;
    const [oldType, newType] = [`Old.${operation}`, `New.${operation}`];
    const sent = directed('request', `Old.Sent<${oldType}>`, `New.Sent<${newType}>`);
    const received = directed(
      'response',
      `Old.Received<${oldType}, ${newType}>`,
      `New.Received<${newType}, ${oldType}>`,
    );
    return [
      { subject, ...sent },
      { subject, ...received },
    ];
  });
}

/** Returns the sides that use a component. If no operation uses it, code may do both with its type. */
function sidesOf(component: string, facts: readonly PlacedFact[]): Side[] {
  const uses = facts.filter(({ fact }) => fact.component === component);
  const sides = uses.map(({ side }): Side => (side === 'request' ? 'request' : 'response'));
  return sides.length > 0 ? [...new Set(sides)] : ['request', 'response'];
}
