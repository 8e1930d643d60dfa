import { describe, expect, it } from 'vitest';
import { bodyLines, objectWith } from './support.js';

describe('the lines of a schema', () => {
  it.each([
    ['a nullable type', { type: ['string', 'null'] }, ': string | null'],
    ['several types', { type: ['string', 'integer'] }, ': integer | string'],
    ['a number that may be an integer', { type: ['number', 'integer'] }, ': number'],
    ['no type', {}, ': unknown'],
    ['a boolean schema', true, ': unknown'],
    ['a schema that nothing fits', false, ': never'],
    ['a closed enum', { type: 'string', enum: ['b', 'a'] }, ': string, enum a | b'],
    ['a constant as an enum of one', { const: 'a' }, ': string, enum a'],
    ['an open enum', { 'x-extensible-enum': ['b', 'a'] }, ': string, open enum a | b'],
    ['a nullable enum', { type: ['string', 'null'], enum: ['a', null] }, ': string | null, enum a'],
    [
      'values that are no words',
      { enum: ['1', 1, 'a b', ''] },
      ': integer | string, enum "" | "1" | "a b" | 1',
    ],
    [
      'flags',
      { type: 'string', readOnly: true, deprecated: true },
      ': string, readOnly, deprecated',
    ],
    [
      'flags that are not set',
      { type: 'array', items: true, uniqueItems: false, minItems: 0 },
      ': array',
    ],
    [
      'a default',
      { type: 'object', default: { b: 1, a: ['x'] } },
      ': object, default {a: [x], b: 1}',
    ],
    [
      'text that would break the line',
      { type: 'string', pattern: 'a\nb' },
      ': string, pattern "a\\nb"',
    ],
    [
      'a closed object',
      { type: 'object', additionalProperties: false },
      ': object, additionalProperties false',
    ],
    [
      'required names without a property',
      { type: 'object', required: ['b', 'a'] },
      ': object, requires a | b',
    ],
    [
      'keywords that nobody knows',
      { type: 'string', shiny: { b: [1] } },
      ': string, shiny {b: [1]}',
    ],
  ])('tell %s', (_, schema, line) => {
    expect(bodyLines(schema).filter((text) => !text.startsWith('[]'))).toEqual([line]);
  });

  it.each([
    'exclusiveMaximum',
    'exclusiveMinimum',
    'maxContains',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minContains',
    'minItems',
    'minLength',
    'minProperties',
    'minimum',
    'multipleOf',
  ])('tell %s', (keyword) => {
    expect(bodyLines({ type: 'number', [keyword]: 3 })).toEqual([`: number, ${keyword} 3`]);
  });

  it('tell no documentation', () => {
    const silent = { type: 'string', maxLength: 5 };
    const talking = {
      ...silent,
      title: 'T',
      description: 'D',
      summary: 'S',
      example: 1,
      examples: [1],
      $comment: 'C',
      externalDocs: { url: 'https://example.com' },
      'x-immutable': true,
    };
    expect(bodyLines(talking)).toEqual(bodyLines(silent));
  });

  it('tell properties that are named like keywords', () => {
    const schema = objectWith({ description: { type: 'string' }, title: { type: 'string' } });
    expect(bodyLines(schema)).toEqual([
      'description: string, optional',
      'title: string, optional',
      ': object',
    ]);
  });

  it('show where each stands: properties, lists, maps, patterns, branches', () => {
    const schema = objectWith({
      list: { type: 'array', items: objectWith({ id: { type: 'string' } }, ['id']) },
      tuple: { prefixItems: [{ type: 'string' }], items: false },
      map: { additionalProperties: { type: 'array', items: { type: 'integer' } } },
      some: { type: 'object', patternProperties: { '^x-': { type: 'string' } } },
      'a.b': { type: 'string' },
      either: {
        oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'string', format: 'uri' }],
      },
      both: { type: 'string', allOf: [{ pattern: '^a' }, { pattern: 'b$' }] },
      never: { type: 'string', not: { const: 'x' } },
    });
    expect(bodyLines(schema)).toEqual([
      '"a.b": string, optional',
      'both(allOf 0): unknown, pattern ^a',
      'both(allOf 1): unknown, pattern b$',
      'both: string, optional',
      'either(integer): integer',
      'either(oneOf 2): string, format uri',
      'either(string): string',
      'either: integer | string, oneOf, optional',
      'list: array, optional',
      'list[].id: string, required',
      'list[]: object',
      'map.*: array',
      'map.*[]: integer',
      'map: object, optional',
      'never(not): string, enum x',
      'never: string, optional',
      'some./^x-/: string',
      'some: object, optional',
      'tuple: array, optional',
      'tuple[0]: string',
      'tuple[]: never',
      ': object',
    ]);
  });

  it('tell a list in a body that is one', () => {
    expect(bodyLines({ type: 'array', items: { type: 'string' } })).toEqual([
      '[]: string',
      ': array',
    ]);
  });
});
