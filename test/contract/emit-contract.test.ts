import { describe, expect, it } from 'vitest';
import { emitContract } from '../../scripts/contract/emit-contract.js';
import { parse } from 'yaml';
import type { JsonObject } from '../../scripts/shared/json.js';

const linesOf = (yaml: string, typeNames: Readonly<Record<string, string>> = {}): string[] =>
  emitContract({ document: parse(yaml) as JsonObject, typeNames }).split('\n');

const operation = `
  /things:
    get:
      operationId: listThings
      description: Lists things.
      parameters:
        - { name: size, in: query, schema: { type: integer, default: 10, maximum: 100 } }
        - { name: id, in: path, required: true, schema: { type: string }, example: a }
        - { name: tag, in: query, explode: false, schema: { type: array, items: {} } }
      requestBody: { content: { text/plain: {} } }
      responses:
        '200':
          description: Fine
          headers: { X-Id: { schema: { type: string } } }
          content: { application/json: { schema: { type: object, properties: { a b: { $ref: '#/components/schemas/v1.A' } } } } }
        '204': { description: Nothing }
        '400': { $ref: '#/components/responses/Bad' }`;

describe('contract.txt', () => {
  it('has a line for each fact of an operation, and each component once', () => {
    const document = `
servers: [{ url: https://api.example }]
security: [{ token: [read], key: [] }, {}]
paths: ${operation}
components:
  schemas:
    v1.A: { type: object, required: [kind], properties: { kind: { type: string, enum: [b, a] }, next: { $ref: '#/components/schemas/v1.A' } } }
  responses:
    Bad: { description: Bad, content: { application/json: { schema: { $ref: '#/components/schemas/v1.A' } } } }
  securitySchemes:
    key: { type: http, scheme: basic, description: A key. }`;
    expect(linesOf(document, { 'v1.A': 'V1A' })).toEqual([
      'GET /things 200 application/json."a b": v1.A, optional',
      'GET /things 200 application/json: object',
      'GET /things 200 header X-Id: string, optional',
      'GET /things 204',
      'GET /things 400: response Bad',
      'GET /things body text/plain: unknown',
      'GET /things body: optional',
      'GET /things path id: string, required',
      'GET /things query size: integer, optional, default 10, maximum 100',
      'GET /things query tag: array, optional, explode false',
      'GET /things query tag[]: unknown',
      'GET /things security key and token read',
      'GET /things security none',
      'GET /things server https://api.example',
      'GET /things: operationId listThings',
      'v1.A.kind: string, enum a | b, required',
      'v1.A.next: v1.A, optional',
      'v1.A: object, exported as V1A',
      'response Bad application/json: v1.A',
      'security key: scheme basic, type http',
      '',
    ]);
  });

  it.each([
    ['{ anyOf: [{ $ref: "#/x/A" }, { type: "null" }], readOnly: true }', ['A, nullable, readOnly']],
    [
      '{ type: [string, "null"], x-extensible-enum: [b, a] }',
      ['string, nullable, open enum a | b'],
    ],
    ['{ oneOf: [{ $ref: "#/x/B" }, { $ref: "#/x/A" }] }', ['A | B, oneOf']],
    [
      '{ oneOf: [{ $ref: "#/x/A" }], discriminator: { propertyName: at } }',
      ['A, discriminator at'],
    ],
    ['{ type: object, additionalProperties: { type: integer } }', ['object', '.*: integer']],
    ['{ type: integer, const: 1 }', ['integer, enum 1']],
    [
      '{ type: object, properties: { a: { type: object, properties: { b: {} } }, a.b: {}, "c[]": {} } }',
      ['object', '.a: object, optional', '.a.b: unknown, optional'].concat([
        '."a.b": unknown, optional',
        '."c[]": unknown, optional',
      ]),
    ],
    [
      '{ type: object, discriminator: { propertyName: at, mapping: { a: "#/x/A" } } }',
      ['object, discriminator at, mapping {"a":"A"}'],
    ],
  ])('writes the schema %s', (schema, expected) => {
    const [first = '', ...others] = expected;
    const lines = linesOf(`{ components: { schemas: { X: ${schema} } } }`).slice(0, -1);
    expect(lines.sort()).toEqual([`X: ${first}`, ...others.map((line) => `X${line}`)].sort());
  });

  it('sets the properties of a parameter apart from its name, which can have dots', () => {
    const object = '{ type: object, properties: { cloud: { type: string } } }';
    const lines = linesOf(`{ paths: { /a: { get: { parameters: [
      { name: spec, in: query, schema: ${object} },
      { name: spec.cloud, in: query, schema: { type: string } },
      { name: 'ids[]', in: query, schema: { type: string } }] } } } }`);
    expect(lines).toEqual([
      'GET /a query "ids[]": string, optional',
      'GET /a query "spec.cloud": string, optional',
      'GET /a query spec.cloud: string, optional',
      'GET /a query spec: object, optional',
      'GET /a security none',
      '',
    ]);
  });

  it('does not depend on the order of properties, values and untitled branches', () => {
    const one = linesOf(`{ components: { schemas: { X: { oneOf: [
      { type: object, properties: { kind: { type: string, const: a } } },
      { type: object, properties: { kind: { type: string, const: b }, more: {} } }] } } } }`);
    const other = linesOf(`{ components: { schemas: { X: { oneOf: [
      { type: object, properties: { more: {}, kind: { type: string, const: b } } },
      { type: object, properties: { kind: { type: string, const: a } } }] } } } }`);
    expect(one).toEqual(other);
    expect(one).toContain('X<object 2>.kind: string, enum b, optional');
  });
});
