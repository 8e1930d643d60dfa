import { describe, expect, test } from 'vitest';
import { emitTypes } from '../../scripts/emit/emit-types.js';
import { at, compileTexts, specWith } from './support.js';

const branch = (title: string, kind: string): string =>
  `{ title: ${title}, type: object, required: [kind], properties: { kind: ${kind} } }`;
const circle = branch('things.v1.Circle', '{ type: string, enum: [CIRCLE] }');
const square = branch('things.v1.Square', '{ allOf: [{ type: string }, { enum: [SQUARE] }] }');
const shape = (branches: string[], discriminator: string): string =>
  specWith(
    `{ title: Shape, type: object, oneOf: [${branches.join(', ')}], discriminator: { propertyName: kind${discriminator} } }`,
  );
const pointer = (title: string): string => `#/components/schemas/things.v1.${title}`;
const both = { CIRCLE: pointer('Circle'), SQUARE: pointer('Square') };

describe('a discriminator', () => {
  test.each([
    ['without a mapping', ''],
    ['with a mapping of one branch', `, mapping: { CIRCLE: ${circle} }`],
    ['with a mapping of all branches', `, mapping: { CIRCLE: ${circle}, SQUARE: ${square} }`],
  ])('%s gives the values that servers send, not names of components', async (_, mapping) => {
    const { document, report } = compileTexts({ 'a.yaml': shape([circle, square], mapping) });
    expect(at(document, '/components/schemas/Shape/discriminator/mapping')).toEqual(both);
    expect(report).not.toContain('warning');
    const types = await emitTypes({ document, typeNames: {} });
    expect(types).toMatch(/kind: "?CIRCLE"?;/);
    expect(types).toMatch(/kind: "?SQUARE"?;/);
    expect(types).not.toMatch(/kind: "things/);
  });

  test.each([
    ['has any text', '{ type: string }'],
    ['has two values', '{ type: string, enum: [A, B] }'],
    ['has the value of another branch', '{ type: string, enum: [CIRCLE] }'],
  ])('is left out with a warning if the property of a branch %s', async (_, kind) => {
    const other = branch('things.v1.Square', kind);
    const { document, report } = compileTexts({ 'a.yaml': shape([circle, other], '') });
    expect(at(document, '/components/schemas/Shape/discriminator')).toBeUndefined();
    expect(report).toMatch(
      /^warning: a\.yaml#.*: a discriminator without a value for each branch/m,
    );
    expect(await emitTypes({ document, typeNames: {} })).not.toMatch(/kind: "things/);
  });
});
