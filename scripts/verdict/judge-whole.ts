import { readFacts, type NamedDocument } from '../contract/read-facts.js';
import { emitTypes } from '../emit/emit-types.js';
import { componentUses, type Side } from './component-uses.js';
import { directed } from './judge-differences.js';
import { judgeTypes } from './judge-types.js';

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

/**
 * Asks the compiler about the generated types of two whole contracts: the messages and exported
 * types that both have, each in the direction in which it is used.
 *
 * @returns What does not fit, as a change tells it.
 */
export async function judgeWhole(before: NamedDocument, after: NamedDocument): Promise<string[]> {
  const types = sharedTypes(before, after);
  const namespaces = {
    before: (await emitTypes(before.document)) + helpers,
    after: (await emitTypes(after.document)) + helpers,
  };
  const questions = types.map(({ side, was, is }) => directed(side, was, is));
  const verdicts = judgeTypes(namespaces, questions);
  const misfits = types.filter((_, index) => verdicts[index] !== true);
  return [...new Set(misfits.map(({ subject }) => subject))];
}

interface SharedType {
  readonly subject: string;
  readonly side: Side;
  /** The expressions for the old and the new type. */
  readonly was: string;
  readonly is: string;
}

function sharedTypes(before: NamedDocument, after: NamedDocument): SharedType[] {
  const [facts, factsNow] = [readFacts(before), readFacts(after)];
  const messages = facts.operations
    .filter(({ step }) => factsNow.operations.some((operation) => operation.step === step))
    .flatMap(({ step }): SharedType[] => {
      const [method = '', path = ''] = step.split(' ');
      const operation = `paths[${JSON.stringify(path)}]['${method.toLowerCase()}']`;
      const [was, is] = [`before.${operation}`, `after.${operation}`];
      return [
        { subject: step, side: 'request', was: `before.Sent<${was}>`, is: `after.Sent<${is}>` },
        {
          subject: step,
          side: 'response',
          was: `before.Received<${was}, ${is}>`,
          is: `after.Received<${is}, ${was}>`,
        },
      ];
    });
  const uses = componentUses(facts);
  const later = new Map(Object.entries(after.contractNames).map(([key, name]) => [name, key]));
  const exported = Object.entries(before.contractNames).flatMap(([key, name]) => {
    const sides = new Set((uses.get(key) ?? []).map(({ side }) => side));
    const schema = (component: string): string =>
      `components['schemas'][${JSON.stringify(component)}]`;
    const keyNow = later.get(name);
    if (keyNow === undefined) return [];
    const [was, is] = [`before.${schema(key)}`, `after.${schema(keyNow)}`];
    return [...sides].map((side) => ({ subject: `type ${name}`, side, was, is }));
  });
  return [...messages, ...exported];
}
