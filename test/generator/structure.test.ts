import { describe, expect, test } from 'vitest';
import { checkStructure } from '../../scripts/check/check-structure.js';
import { readSpec } from '../../scripts/read/read-spec.js';
import { at, compileTexts, specsIn } from './support.js';

/** A path spec with one GET. The arguments are YAML flow text. */
const spec = (parameters: string, responses = "'200': { description: Fine }"): string => `paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters: ${parameters}
      responses: { ${responses} }
`;
const id = '{ name: id, in: path, required: true, schema: { type: string } }';
const operation = 'a.yaml#/paths/~1things~1{id}/get';
const check = (text: string): Promise<void> => checkStructure([readSpec('a.yaml', text)]);

describe('the structure of a path spec', () => {
  test('is right in the published specs', async () => {
    const specs = Object.entries(specsIn('openapi/paths'));
    await expect(
      checkStructure(specs.map(([file, text]) => readSpec(file, text))),
    ).resolves.toBeUndefined();
  });

  test.each([
    [
      'a reference to a parameter',
      spec("[{ $ref: '#/components/parameters/Id' }]"),
      '/parameters/0',
    ],
    ['a reference to another file', spec(`[{ $ref: /etc/hostname }, ${id}]`), '/parameters/0'],
    ['parameters as a map', spec('{ id: { in: path } }'), '/parameters'],
    ['circular() as a parameter', spec(`[${id}, circular(Id)]`), '/parameters/1'],
    [
      'a parameter without a schema, as in Swagger 2',
      spec(`[${id}, { name: q, in: query, type: string }]`),
      '/parameters/1/type',
    ],
    ['a parameter that is described twice', spec(`[${id}, ${id}]`), '/parameters/1'],
    [
      'a parameter without a name',
      spec(`[${id}, { name: '', in: query, schema: {} }]`),
      '/parameters/1',
    ],
    ['a path parameter that is not declared', spec('[]'), '/parameters'],
    [
      'a path parameter that the path does not have',
      spec(`[${id}, ${id.replace(' id', ' no')}]`),
      '/parameters/1/name',
    ],
    [
      'a path parameter that is not required',
      spec('[{ name: id, in: path, schema: { type: string } }]'),
      '/parameters/0',
    ],
    [
      'a status in curly quotation marks',
      spec(`[${id}]`, '‘200’: { description: Fine }'),
      '/responses/‘200’',
    ],
    ['a status in words', spec(`[${id}]`, 'OK: { description: Fine }'), '/responses/OK'],
    ['no response of success', spec(`[${id}]`, "'404': { description: None }"), '/responses'],
    ['a response without content', spec(`[${id}]`, "'200': null"), '/responses/200'],
    ['a number as operationId', spec(`[${id}]`).replace('getThing', '7'), '/operationId'],
    ['callbacks', spec(`[${id}]`).replace('parameters', 'callbacks: {}\n      parameters'), ''],
  ])('stops the generator at %s', async (_, text, pointer) => {
    await expect(check(text)).rejects.toThrow(`${operation}${pointer}\n  found: `);
  });

  test.each([
    ['an unknown method', spec(`[${id}]`).replace('get:', 'fetch: {}\n    get:'), '/fetch'],
    ['a query in the path', spec(`[${id}]`).replace('{id}:', '{id}?a=b:'), '?a=b'],
    [
      'a parameter that the path names twice',
      spec(`[${id}]`).replace('{id}:', '{id}/{id}:'),
      '~1{id}',
    ],
  ])('stops the generator at %s', async (_, text, place) => {
    await expect(check(text)).rejects.toThrow(`a.yaml#/paths/~1things~1{id}${place}\n  found: `);
  });

  test('is checked in all files before the generator stops', async () => {
    const files = ['a.yaml', 'b.yaml'].map((file) => readSpec(file, spec('[7, null]')));
    const error: unknown = await checkStructure(files).catch((reason: unknown) => reason);
    const places = String(error).match(/^(?:SpecError: )?[ab]\.yaml#.*\/parameters\/\d$/gm);
    expect(places).toHaveLength(4);
  });
});

describe('the document', () => {
  test('has a right name for an error response whose operationId is none', () => {
    const other =
      "'200': { description: Fine }, '404': { description: None, content: { text/plain: { schema: { type: string } } } }";
    const texts = {
      'a.yaml': spec(`[${id}]`, "'200': { description: Fine }, '404': { description: None }"),
      'b.yaml': spec(`[${id}]`, other).replace('/things', '/x').replace('getThing', 'b/get'),
      'c.yaml': spec(`[${id}]`, other.replace('plain', 'csv'))
        .replace('/things', '/y')
        .replace(/.*getThing\n/, ''),
    };
    const { document } = compileTexts(texts);
    expect(Object.keys(at(document, '/components/responses') as object)).toEqual([
      'GET_y_id_.NotFound',
      'NotFound',
      'b_get.NotFound',
    ]);
  });
});
