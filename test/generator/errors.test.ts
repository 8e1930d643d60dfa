import { describe, expect, test } from 'vitest';
import { compileTexts, specWith } from './support.js';

const titled = (title: string, type: string): string =>
  `{ title: ${title}, type: object, properties: { a: { type: ${type} } } }`;
const schemaAt = (path = '/things/v1/things'): string =>
  `#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`;

/** Each case: the files, the place named first, and words that the message must hold. */
const cases: [string, Record<string, string>, string, string[]][] = [
  [
    'two pages for one operation',
    { 'a.yaml': specWith('{}'), 'b.yaml': specWith('{}') },
    'b.yaml#/paths/~1things~1v1~1things/get',
    ['GET /things/v1/things is described twice', 'a.yaml', 'keep one'],
  ],
  [
    'a duplicate operationId',
    { 'a.yaml': specWith('{}', '/a/b'), 'b.yaml': specWith('{}', '/ab') },
    'b.yaml#/paths/~1ab/get/operationId',
    ['operationId "ab" is used twice', 'a.yaml'],
  ],
  [
    'paths that differ only in parameter names',
    { 'a.yaml': specWith('{}', '/a/{id}'), 'b.yaml': specWith('{}', '/a/{name}') },
    'b.yaml#/paths/~1a~1{name}/get',
    ['/a/{id}', 'other parameter names'],
  ],
  [
    'allOf members of two types',
    { 'a.yaml': specWith('{ allOf: [{ type: string }, { type: integer }] }') },
    `a.yaml${schemaAt()}/allOf/1/type`,
    ['"string" and "integer"', 'ask the publisher'],
  ],
  [
    'allOf members without a common enum value, in a property',
    {
      'a.yaml': specWith(
        '{ allOf: [{ properties: { p: { enum: [A] } } }, { properties: { p: { enum: [B] } } }] }',
      ),
    },
    `a.yaml${schemaAt()}/allOf/1/properties/p/enum`,
    ['["A"] and ["B"]'],
  ],
  [
    'allOf members whose bounds allow no value',
    { 'a.yaml': specWith('{ allOf: [{ minimum: 5 }, { maximum: 4 }] }') },
    `a.yaml${schemaAt()}/allOf/1`,
    ['minimum 5', 'maximum 4'],
  ],
  [
    'an allOf member that adds a property to an object that another member closes',
    {
      'a.yaml': specWith(
        '{ allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] }',
      ),
    },
    `a.yaml${schemaAt()}/allOf/1/properties/b`,
    ['adds `b`', 'additionalProperties: false'],
  ],
  [
    'an unknown security scheme',
    { 'a.yaml': specWith('{}', '/a', 'security: [{ magic-key: [] }]') },
    'a.yaml#/paths/~1a/get/security/0/magic-key',
    ['magic-key', 'cloud-api-key', 'scripts/merge/security-schemes.ts'],
  ],
  [
    'a security scheme that is named like a property of all objects',
    { 'a.yaml': specWith('{}', '/a', 'security: [{ constructor: [] }]') },
    'a.yaml#/paths/~1a/get/security/0/constructor',
    ['the security scheme constructor', 'scripts/merge/security-schemes.ts'],
  ],
  [
    'a discriminator mapping to a schema without a title',
    {
      'a.yaml': specWith(
        '{ oneOf: [{ type: object }], discriminator: { propertyName: p, mapping: { A: { type: object } } } }',
      ),
    },
    `a.yaml${schemaAt()}/discriminator/mapping/A`,
    ['without a title'],
  ],
  [
    'two titles that give one component name',
    {
      'a.yaml': specWith(
        `{ properties: { x: ${titled('Big Thing', 'string')}, y: ${titled('Big_Thing', 'string')} } }`,
      ),
    },
    `a.yaml${schemaAt()}/properties/y`,
    ['"Big_Thing"', '"Big Thing"', 'Big_Thing'],
  ],
  [
    'two titles that give one type name',
    {
      'a.yaml': specWith(
        `{ properties: { x: ${titled('big.Thing', 'string')}, y: ${titled('BigThing', 'string')} } }`,
      ),
    },
    `a.yaml${schemaAt()}/properties/x`,
    ['BigThing', 'big.Thing', 'one type name'],
  ],
  [
    'a type name that is taken even with Schema appended',
    {
      'a.yaml': specWith(
        `{ properties: { x: ${titled('Error', 'string')}, y: ${titled('ErrorSchema', 'string')} } }`,
      ),
    },
    `a.yaml${schemaAt()}/properties/y`,
    ['ErrorSchema'],
  ],
  [
    'a title that gives no type name',
    { 'a.yaml': specWith(titled("'2.0'", 'string')) },
    `a.yaml${schemaAt()}`,
    ['no type name', 'starts with a letter'],
  ],
  [
    'circular() without a title',
    { 'a.yaml': specWith("{ properties: { x: 'circular()' } }") },
    `a.yaml${schemaAt()}/properties/x`,
    ['circular()'],
  ],
  [
    'a reference to a title that no schema has',
    { 'a.yaml': specWith("{ properties: { x: 'circular(Nobody)' } }") },
    `a.yaml${schemaAt()}/properties/x`,
    ['"Nobody"', 'add the page'],
  ],
  [
    'a reference to a title of several shapes that do not surround it',
    {
      'a.yaml': specWith(
        `{ properties: { x: 'circular(T)', y: ${titled('T', 'string')}, z: ${titled('T', 'integer')} } }`,
      ),
    },
    `a.yaml${schemaAt()}/properties/x`,
    ['2 shapes'],
  ],
  [
    'a $ref that is no text',
    { 'a.yaml': specWith('{ properties: { x: { $ref: { kind: title, title: T } } } }') },
    `a.yaml${schemaAt()}/properties/x`,
    ['{"kind":"title","title":"T"}', 'where a schema belongs'],
  ],
  [
    'a text where a schema belongs',
    { 'a.yaml': specWith("{ properties: { x: 'see above' } }") },
    `a.yaml${schemaAt()}/properties/x`,
    ['"see above"'],
  ],
  [
    'an operation without responses',
    { 'a.yaml': 'paths:\n  /a:\n    get: {}\n' },
    'a.yaml#/paths/~1a/get',
    ['without responses'],
  ],
  [
    'a path without an operation',
    { 'a.yaml': 'paths:\n  /a:\n    summary: A\n' },
    'a.yaml#/paths/~1a',
    ['without an operation'],
  ],
];

describe('the generator', () => {
  test.each(cases)(
    'stops at %s and names the place, the finding and the fix',
    (_, texts, place, words) => {
      const run = (): unknown => compileTexts(texts);
      expect(run).toThrow(`${place}\n`);
      for (const word of words) expect(run).toThrow(word);
      expect(run).toThrow(/found: .+\n {2}to do: .+/);
    },
  );
});
