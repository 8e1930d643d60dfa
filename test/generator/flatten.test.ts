import { describe, expect, test } from 'vitest';
import { at, compileTexts, specWith } from './support.js';

/** Returns the 200 body that a schema becomes, and the components of the document. */
function flattened(schema: string): { body: unknown; schemas: unknown } {
  const { document } = compileTexts({ 'a.yaml': specWith(schema) });
  const body = at(
    document,
    '/paths/~1things~1v1~1things/get/responses/200/content/application~1json/schema',
  );
  return { body, schemas: at(document, '/components/schemas') };
}

describe('an allOf', () => {
  test.each([
    [
      'required names: joined',
      '{ allOf: [{ required: [a] }, { required: [b, a] }] }',
      { required: ['a', 'b'] },
    ],
    [
      'bounds: the tighter ones',
      '{ allOf: [{ minLength: 1, maxLength: 9 }, { minLength: 2, maxLength: 10 }] }',
      { minLength: 2, maxLength: 9 },
    ],
    [
      'number and integer: integer',
      '{ allOf: [{ type: number }, { type: integer }] }',
      { type: 'integer' },
    ],
    [
      'enums: the values that both allow',
      '{ allOf: [{ enum: [A, B] }, { enum: [B, C] }] }',
      { enum: ['B'] },
    ],
    [
      'properties: each one merged',
      '{ allOf: [{ properties: { p: { type: string } } }, { properties: { p: { maxLength: 3 }, q: {} } }] }',
      { properties: { p: { type: 'string', maxLength: 3 }, q: {} } },
    ],
    [
      'items: merged',
      '{ allOf: [{ items: { type: string } }, { items: { format: uri } }] }',
      { items: { type: 'string', format: 'uri' } },
    ],
    [
      'readOnly: set if one member sets it',
      '{ allOf: [{ type: string }, { readOnly: true }] }',
      { type: 'string', readOnly: true },
    ],
    [
      'a nested allOf: flattened too',
      '{ allOf: [{ allOf: [{ type: string }] }, { minLength: 1 }] }',
      { type: 'string', minLength: 1 },
    ],
    [
      'a member that closes the object and knows all properties',
      '{ allOf: [{ properties: { p: {} }, additionalProperties: false }, { properties: { p: { type: string } } }] }',
      { properties: { p: { type: 'string' } }, additionalProperties: false },
    ],
    [
      'two patterns: both kept',
      '{ allOf: [{ pattern: ^a }, { pattern: b$ }] }',
      { pattern: '^a', allOf: [{ pattern: 'b$' }] },
    ],
    [
      'descriptions of members: the first one wins',
      '{ allOf: [{ description: base }, { description: site }] }',
      { description: 'base' },
    ],
    [
      'a description beside the allOf: it wins over its members',
      '{ allOf: [{ description: base }], description: here }',
      { description: 'here' },
    ],
  ])('merges %s', (_, schema, expected) => {
    expect(flattened(schema).body).toEqual(expected);
  });

  test('merges members that only add required and examples into the titled schema beside them', () => {
    const base = '{ title: T, type: object, properties: { a: { type: string, example: base } } }';
    const { body, schemas } = flattened(
      `{ allOf: [${base}, { required: [a], properties: { a: { example: site } } }] }`,
    );
    expect(body).toEqual({ $ref: '#/components/schemas/T' });
    expect(schemas).toEqual({
      T: {
        title: 'T',
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', examples: ['base'] } },
      },
    });
  });

  test('keeps the annotations of one use beside the reference to the shared schema', () => {
    const base = '{ title: T, type: object, description: shared, readOnly: true }';
    const { body, schemas } = flattened(
      `{ properties: { p: { allOf: [${base}, { example: 1 }], description: here } } }`,
    );
    expect(at(body, '/properties/p')).toEqual({
      $ref: '#/components/schemas/T',
      description: 'here',
      readOnly: true,
      examples: [1],
    });
    expect(schemas).toEqual({ T: { title: 'T', type: 'object', description: 'shared' } });
  });

  test('takes the title beside it, not the titles of its members', () => {
    const { body } = flattened(
      '{ title: Outer, allOf: [{ title: Base, type: object, properties: { a: {} } }, { properties: { b: {} } }] }',
    );
    expect(body).toEqual({ $ref: '#/components/schemas/Outer' });
  });

  test('of two titled schemas has neither title', () => {
    const { body } = flattened(
      '{ allOf: [{ title: A, type: object, properties: { a: {} } }, { title: B, properties: { b: {} } }] }',
    );
    expect(body).toEqual({ type: 'object', properties: { a: {}, b: {} } });
  });

  test('keeps a circular reference inside it', () => {
    const { schemas } = flattened(
      "{ title: T, type: object, properties: { up: { allOf: ['circular(T)'], description: further up } } }",
    );
    expect(at(schemas, '/T/properties/up')).toEqual({
      $ref: '#/components/schemas/T',
      description: 'further up',
    });
  });
});

describe('the OpenAPI 3.1 document', () => {
  test.each([
    ['nullable', '{ type: string, nullable: true }', { type: ['string', 'null'] }],
    [
      'nullable with one value',
      '{ type: string, enum: [A], nullable: true }',
      { type: ['string', 'null'], enum: ['A', null] },
    ],
    [
      'nullable on a reference',
      '{ allOf: [{ title: T, type: object }], nullable: true }',
      { anyOf: [{ $ref: '#/components/schemas/T' }, { type: 'null' }] },
    ],
    [
      'nullable branches',
      '{ oneOf: [{ type: string }], nullable: true }',
      { oneOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    [
      'nullable properties without a type',
      '{ properties: { a: { type: string } }, nullable: true }',
      { type: ['object', 'null'], properties: { a: { type: 'string' } } },
    ],
    [
      'null among the values of an open enum without a type',
      '{ enum: [A, B, null] }',
      { type: ['string', 'null'], 'x-extensible-enum': ['A', 'B'] },
    ],
    ['a type list with null', "{ type: [string, 'null'] }", { type: ['string', 'null'] }],
    ['an example', '{ type: string, example: x }', { type: 'string', examples: ['x'] }],
    [
      'an exclusive bound',
      '{ type: number, maximum: 1, exclusiveMaximum: true }',
      { type: 'number', exclusiveMaximum: 1 },
    ],
    [
      'a bound that is not exclusive',
      '{ type: number, maximum: 1, exclusiveMaximum: false }',
      { type: 'number', maximum: 1 },
    ],
    [
      'an enum of several strings as open',
      '{ type: string, enum: [A, B] }',
      { type: 'string', 'x-extensible-enum': ['A', 'B'] },
    ],
    [
      'an enum of one value as closed',
      '{ type: string, enum: [A] }',
      { type: 'string', enum: ['A'] },
    ],
    [
      'an enum of several numbers as open',
      '{ type: integer, enum: [1, 2] }',
      { type: 'integer', 'x-extensible-enum': [1, 2] },
    ],
    [
      'the enums of api_version and kind as closed',
      '{ properties: { kind: { enum: [A, B] } } }',
      { properties: { kind: { enum: ['A', 'B'] } } },
    ],
  ])('expresses %s', (_, schema, expected) => {
    expect(flattened(schema).body).toEqual(expected);
  });
});
