import type { Fact } from '../contract/fact.js';
import { emitTypes } from '../emit/emit-types.js';
import type { Contract } from '../merge/merge-contract.js';
import { directed, type Question } from './judge-types.js';
import type { Side } from './sides.js';

/**
 * Returns the questions about the whole generated types of an operation or a component schema: what
 * an operation sends, what it receives, and the exported type of a schema.
 *
 * @param sides - The sides of the schema.
 */
export function wholeQuestions(oldFact: Fact, newFact: Fact, sides: readonly Side[]): Question[] {
  if (oldFact.kind === 'operation') {
    const [, method = '', path = ''] = /^(\S+) (.*)$/.exec(oldFact.suffix) ?? [];
    const operation = `paths[${JSON.stringify(path)}]['${method.toLowerCase()}']`;
    const [oldType, newType] = [`Old.${operation}`, `New.${operation}`];
    return [
      directed('request', `Old.Sent<${oldType}>`, `New.Sent<${newType}>`),
      directed('response', `Old.Received<${oldType}>`, `New.Received<${newType}>`),
    ];
  }
  const [oldName, newName] = [oldFact, newFact].map(({ traits }) => traits['exported as']);
  if (typeof oldName !== 'string' || typeof newName !== 'string') return [];
  return sides.map((side) => directed(side, `Old.${oldName}`, `New.${newName}`));
}

/** Returns the generated types of two contracts, as the namespaces `Old` and `New`. */
export const declarationsOf = async (
  oldContract: Contract,
  newContract: Contract,
): Promise<string> =>
  (await namespaceOf('Old', oldContract)) + (await namespaceOf('New', newContract));

/** Returns the generated types of a contract as a namespace. */
const namespaceOf = async (name: string, contract: Contract): Promise<string> =>
  `namespace ${name} {\n${await emitTypes(contract)}${helpers}\n}\n`;

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
export type Received<Op extends { responses: unknown }> = Pick<
  Op['responses'],
  Success<keyof Op['responses']>
>;`;
