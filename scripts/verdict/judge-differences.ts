import type { Fact } from '../contract/fact.js';
import { namesIn } from '../contract/keywords.js';
import { emitTypes } from '../emit/emit-types.js';
import { asObject, type Json, type JsonObject } from '../shared/json.js';
import type { Side } from './component-uses.js';
import type { Difference } from './difference.js';
import { judgeTypes, type Question } from './judge-types.js';

/**
 * Asks the compiler about each difference on its own: for a response, whether the new type is
 * assignable to the old one; for a request, whether the old type is assignable to the new one. What
 * stands inside a fact is the same in both types, for it is a difference of its own.
 *
 * @returns The differences whose types do not fit.
 */
export async function judgeDifferences(
  differences: readonly Difference[],
): Promise<ReadonlySet<Difference>> {
  const cases = differences.flatMap((difference) => {
    const shapes = shapesOf(difference);
    return shapes ? [{ difference, shapes }] : [];
  });
  if (cases.length === 0) return new Set();
  const schemas = Object.fromEntries(
    cases.flatMap(({ shapes }, index) => [
      [`before${String(index)}`, shapes.before],
      [`after${String(index)}`, shapes.after],
    ]),
  );
  const facts = await emitTypes({ openapi: '3.1.0', paths: {}, components: { schemas } });
  const type = (name: string, index: number): string =>
    `facts.components['schemas']['${name}${String(index)}']`;
  const verdicts = judgeTypes(
    { facts },
    cases.map(({ difference }, index) =>
      directed(difference.side, type('before', index), type('after', index)),
    ),
  );
  return new Set(cases.flatMap(({ difference }, index) => (verdicts[index] ? [] : [difference])));
}

/** Callers write requests for the old contract; servers write responses for the new one. */
export const directed = (side: Side, before: string, after: string): Question =>
  side === 'request' ? { source: before, target: after } : { source: after, target: before };

/** Objects with the fact as their property; undefined where types cannot see the difference. */
function shapesOf({ change, side }: Difference): { before: Json; after: Json } | undefined {
  switch (change.kind) {
    case 'texts':
    case 'removed':
      return undefined;
    case 'added':
      if (!('type' in change.fact.traits)) return undefined;
      return { before: objectWith({}, false), after: presenceOf(change.fact, side) };
    case 'value added':
    case 'value removed':
      return { before: valueOf(change.before), after: valueOf(change.after) };
    case 'trait': {
      const { name, before, after } = change;
      if (name === 'type' || name === 'enum') {
        return { before: valueOf(before), after: valueOf(after) };
      }
      if (name !== 'required' && name !== 'readOnly') return undefined;
      return { before: presenceOf(before, side), after: presenceOf(after, side) };
    }
  }
}

/** An object that tells whether a message must hold the fact. Nobody has to send what is read only. */
function presenceOf({ traits }: Fact, side: Side): JsonObject {
  const isExempt = side === 'request' && traits['readOnly'] === true;
  return objectWith({ value: { const: 'value' } }, traits['required'] === true && !isExempt);
}

/** An object that tells which values fit the fact. */
const valueOf = (fact: Fact): JsonObject => objectWith({ value: schemaOf(fact) }, true);

const objectWith = (properties: JsonObject, isRequired: boolean): JsonObject => ({
  type: 'object',
  required: isRequired ? ['holder', 'value'] : ['holder'],
  properties: { holder: { const: 'holder' }, ...properties },
});

/** The schema of a fact, with a name in the place of every object and list. */
function schemaOf({ traits }: Fact): JsonObject {
  const types = namesIn(traits['type']);
  const plain = types.filter((type) => type !== 'null');
  const { isOpen, values } = asObject(traits['enum']);
  const listed = isOpen === true ? { type: plain, 'x-extensible-enum': values } : { enum: values };
  const fitting = values === undefined ? plain.map(schemaOfType) : [listed as JsonObject];
  const all = plain.length < types.length ? [...fitting, { type: 'null' }] : fitting;
  return types.includes('unknown') ? {} : { oneOf: all };
}

function schemaOfType(type: string): JsonObject {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type };
    case 'integer': {
      // TypeScript has one type for both; an integer is a number, while a number may be none.
      const whole = { type: 'object', required: ['whole'], properties: { whole: { const: true } } };
      return { allOf: [{ type: 'number' }, whole] };
    }
    default:
      return { const: `a ${type}` };
  }
}
