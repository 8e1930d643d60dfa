import { describe, expect, test } from 'vitest';
import { at, compileTexts, specsIn, specWith } from './support.js';

const object = (title: string, properties: string, more = ''): string =>
  `{ title: ${title}, type: object, properties: { ${properties} }${more} }`;

const schemasOf = (texts: Record<string, string>): Record<string, unknown> =>
  at(compileTexts(texts).document, '/components/schemas') as Record<string, unknown>;

const ref = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });

describe('a titled object schema', () => {
  test('becomes one component with those that differ only in documentation and examples', () => {
    const schemas = schemasOf({
      'a.yaml': specWith(object('T', 'a: { type: string, description: x, example: 1 }'), '/a'),
      'b.yaml': specWith(
        object('T', 'a: { example: 2, type: string }', ', description: other'),
        '/b',
      ),
    });
    expect(schemas).toEqual({
      T: {
        title: 'T',
        type: 'object',
        properties: { a: { type: 'string', description: 'x', examples: [1] } },
      },
    });
  });

  test('keeps a property that is named like a keyword', () => {
    const { T } = schemasOf({
      'a.yaml': specWith(object('T', 'title: { type: string }, example: { type: string }')),
    });
    expect(at(T, '/properties')).toEqual({
      title: { type: 'string' },
      example: { type: 'string' },
    });
  });

  test('keeps its title if it is the most used shape, and a note names the other shapes', () => {
    const { document, report } = compileTexts({
      'a.yaml': specWith(object('Owner', `x: ${object('T', 'a: {}')}`), '/a'),
      'b.yaml': specWith(
        `{ properties: { x: ${object('T', 'b: {}')}, y: ${object('T', 'b: {}')} } }`,
        '/b',
      ),
      'c.yaml': specWith(object('T', 'c: {}'), '/c'),
    });
    const schemas = at(document, '/components/schemas') as Record<string, unknown>;
    expect(Object.keys(schemas)).toEqual(['Owner', 'Owner.T', 'T', 'c.T']);
    expect(at(schemas, '/T/properties')).toEqual({ b: {} });
    expect(at(schemas, '/Owner/properties/x')).toEqual(ref('Owner.T'));
    expect(report).toContain(
      'note: "T" is the title of 3 shapes: the most used one (2) keeps the title, the others are Owner.T (1), c.T (1)',
    );
  });

  test('is named after the property that holds it if its owner has another shape with that title', () => {
    const schemas = schemasOf({
      'a.yaml': specWith(
        object(
          'Owner',
          `x: ${object('T', 'a: {}')}, y: ${object('T', 'b: {}')}, z: ${object('T', 'c: {}')}`,
        ),
      ),
    });
    expect(Object.keys(schemas)).toEqual(['Owner', 'Owner.T', 'Owner.z.T', 'T']);
  });

  test('becomes another component if other properties are required', () => {
    expect(
      Object.keys(
        schemasOf({
          'a.yaml': specWith(object('T', 'a: {}'), '/a'),
          'b.yaml': specWith(object('T', 'a: {}', ', required: [a]'), '/b'),
        }),
      ),
    ).toHaveLength(2);
  });

  test('stays where it is if it is not an object schema', () => {
    expect(schemasOf({ 'a.yaml': specWith('{ title: SearchFilter, type: string }') })).toEqual({});
  });
});

describe('a schema that refers to itself', () => {
  test('becomes a component that refers to itself', () => {
    const schemas = schemasOf({
      'a.yaml': specWith(object('Tree', "children: { type: array, items: 'circular(Tree)' }")),
    });
    expect(at(schemas, '/Tree/properties/children/items')).toEqual(ref('Tree'));
  });

  test('becomes the same component wherever the publisher cut the circle', () => {
    const schemas = schemasOf({
      'a.yaml': specWith(object('A', `b: ${object('B', "a: 'circular(A)'")}`), '/a'),
      'b.yaml': specWith(object('B', `a: ${object('A', "b: 'circular(B)'")}`), '/b'),
    });
    expect(schemas).toEqual({
      A: { title: 'A', type: 'object', properties: { b: ref('B') } },
      B: { title: 'B', type: 'object', properties: { a: ref('A') } },
    });
  });

  test('becomes another component than a schema that looks the same but refers to another one', () => {
    const inner = object('B', "a: 'circular(A)'");
    const schemas = schemasOf({
      'a.yaml': specWith(object('A', `b: ${inner}, one: {}`), '/a'),
      'b.yaml': specWith(object('A', `b: ${inner}, two: {}`), '/b'),
    });
    expect(at(schemas, '/b.A/properties/b')).toEqual(ref('b.A.B'));
    expect(at(schemas, '/b.A.B/properties/a')).toEqual(ref('b.A'));
    expect(at(schemas, '/B/properties/a')).toEqual(ref('A'));
  });

  test('becomes a component even if it is an array', () => {
    const schemas = schemasOf({
      'a.yaml': specWith(
        "{ title: Rows, type: array, items: { anyOf: [{ type: string }, 'circular(Rows)'] } }",
      ),
    });
    expect(at(schemas, '/Rows/items/anyOf/1')).toEqual(ref('Rows'));
  });
});

test('a component is the same if it holds a schema or refers to its title', () => {
  const box = object('Box', 'size: { type: integer }');
  const schemas = schemasOf({
    'a.yaml': specWith(object('Crate', `first: ${box}, second: ${box}`), '/a'),
    'b.yaml': specWith(object('Crate', `first: circular(Box), second: ${box}`), '/b'),
  });
  expect(Object.keys(schemas)).toEqual(['Box', 'Crate']);
});

describe('the document', () => {
  test('does not depend on the names or the order of the files', () => {
    const texts = Object.values({
      ...specsIn('test/fixtures/published'),
      ...specsIn('test/fixtures/paths'),
    });
    const named = (list: string[]): Record<string, string> =>
      Object.fromEntries(list.map((text, index) => [`${index}.yaml`, text]));
    const forwards = compileTexts(named(texts));
    const backwards = compileTexts(named([...texts].reverse()));
    expect(JSON.stringify(backwards.document)).toBe(JSON.stringify(forwards.document));
    expect(backwards.typeNames).toEqual(forwards.typeNames);
  });
});
