import { describe, expect, test } from 'vitest';
import { readCorrections } from '../../scripts/correct/read-corrections.js';
import { at, compileTexts, specWith } from './support.js';

const thing = (properties: string): string =>
  `{ title: Thing, type: object, properties: { ${properties} } }`;
const old = thing('id: { type: string }, name: { type: string }');
const other = thing('key: { type: integer }');
const schemasOf = ({ document }: ReturnType<typeof compileTexts>): Record<string, unknown> =>
  at(document, '/components/schemas') as Record<string, unknown>;

describe('the name of a component', () => {
  test('stays with its shape when pages are added that use another shape more often', () => {
    const first = compileTexts({ 'z.yaml': specWith(old, '/z') });
    const more = {
      'a.yaml': specWith(other, '/a'),
      'b.yaml': specWith(other, '/b'),
      'z.yaml': specWith(old, '/z'),
    };
    const withMemory = compileTexts(more, [], first);
    expect(schemasOf(withMemory)['Thing']).toEqual(schemasOf(first)['Thing']);
    expect(Object.keys(schemasOf(withMemory))).toEqual(['Thing', 'a.Thing']);
    expect(withMemory.report).toContain('"Thing" is the title of 2 shapes');
    const again = compileTexts(more, [], withMemory);
    expect(again.document).toEqual(withMemory.document);
    expect(at(compileTexts(more).document, '/components/schemas/Thing/properties')).toHaveProperty(
      'key',
    );
  });

  test('stays with the most similar shape if the shape that had it was edited', () => {
    const first = compileTexts({ 'z.yaml': specWith(old, '/z') });
    const edited = thing('id: { type: string }, name: { type: string }, more: { type: string }');
    const { document } = compileTexts(
      { 'a.yaml': specWith(other, '/a'), 'z.yaml': specWith(edited, '/z') },
      [],
      first,
    );
    expect(at(document, '/components/schemas/Thing/properties')).toHaveProperty('more');
  });

  test('goes to the shape of a response before that of request bodies without an earlier document', () => {
    const body = `requestBody: { content: { application/json: { schema: ${other} } } }`;
    const { document } = compileTexts({
      'a.yaml': specWith('{ type: string }', '/a', body),
      'b.yaml': specWith('{ type: string }', '/b', body),
      'z.yaml': specWith(old, '/z'),
    });
    expect(at(document, '/components/schemas/Thing/properties')).toHaveProperty('name');
  });
});

describe('a correction', () => {
  const entry = (fact: string, outcome = 'optional'): string =>
    `- { fact: '${fact}', should be: ${outcome}, why: It is., source: A test }\n`;
  const page = specWith(
    `{ title: Box, type: object, required: [a, b], properties: {
       a: { type: string }, b: { type: array, items: { type: object, required: [c], properties: { c: { type: string } } } } } }`,
  );
  const correct = (text: string): ReturnType<typeof compileTexts> =>
    compileTexts({ 'a.yaml': page }, [], undefined, readCorrections('corrections.yaml', text));

  test('changes a property at any depth, and the report counts it', () => {
    const { document, report } = correct(entry('Box.a') + entry('Box.b[].c', 'nullable'));
    const box = at(document, '/components/schemas/Box');
    expect(at(box, '/required')).toEqual(['b']);
    expect(at(box, '/properties/b/items/properties/c/type')).toEqual(['string', 'null']);
    expect(report).toContain('2  correction of openapi/corrections.yaml applied');
  });

  test.each([
    ['whose property is gone', entry('Box.z'), '#/0', 'does not have'],
    ['whose component is gone', entry('Bag.a'), '#/0', 'does not have'],
    ['that changes nothing', entry('Box.a', 'required'), '#/0', 'changes nothing'],
    ['with an unknown outcome', entry('Box.a', 'gone'), '#/0/should be', 'optional, required'],
    ['without a reason', '- { fact: Box.a, should be: optional }', '#/0', 'without `why`'],
    ['that is no entry of a list', 'fact: Box.a', '', 'no list of corrections'],
  ])('%s is an error that names the file and the entry', (_, text, pointer, message) => {
    expect(() => correct(text)).toThrow(`corrections.yaml${pointer}`);
    expect(() => correct(text)).toThrow(message);
  });

  test('does not keep a shape from its earlier name', () => {
    const corrections = readCorrections('corrections.yaml', entry('Box.a'));
    const first = compileTexts({ 'a.yaml': page }, [], undefined, corrections);
    const rival = specWith(
      `{ title: Box, type: object, properties: { b: { type: string } } }`,
      '/0',
    );
    const { document } = compileTexts({ 'a.yaml': page, '0.yaml': rival }, [], first, corrections);
    expect(at(document, '/components/schemas/Box')).toEqual(
      at(first.document, '/components/schemas/Box'),
    );
  });
});

test('circular(T) inside a refined T means the unrefined T', () => {
  const { document } = compileTexts({
    'a.yaml': specWith(
      `{ allOf: [{ title: Node, type: object, properties: { child: circular(Node) } }, { required: [child] }] }`,
    ),
  });
  const schemas = at(document, '/components/schemas') as Record<string, unknown>;
  const outer = Object.values(schemas).find((schema) => at(schema, '/required') !== undefined);
  const { $ref } = at(outer, '/properties/child') as { $ref: string };
  const inner = at(document, $ref.slice(1));
  expect(at(inner, '/required')).toBeUndefined();
  expect(at(inner, '/properties/child')).toEqual({ $ref });
});
