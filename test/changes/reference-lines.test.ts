import { describe, expect, it } from 'vitest';
import { contractLines } from '../../scripts/facts/contract-lines.js';
import { answering, bodyLines, objectWith, ref } from './support.js';

describe('the lines of a reference', () => {
  it('tell what the component says, and what stands beside the reference', () => {
    const schemas = { Meta: objectWith({ self: { type: 'string' } }) };
    const schema = objectWith(
      { meta: { ...ref('Meta'), readOnly: true, required: ['self'], description: 'Its meta.' } },
      ['meta'],
    );
    expect(bodyLines(schema, schemas)).toEqual([
      'meta.self: string, required',
      'meta: object, required, readOnly',
      ': object',
    ]);
  });

  it('tell the stricter of what a component and its place say', () => {
    const schemas = {
      A: { ...objectWith({ a: true, b: true }, ['a']), readOnly: true },
      B: { default: 'b' },
    };
    const schema = objectWith({
      a: { ...ref('A'), required: ['b'], readOnly: false },
      b: { ...ref('B'), type: 'string', default: 'own' },
    });
    expect(bodyLines(schema, schemas)).toEqual([
      'a.a: unknown, required',
      'a.b: unknown, required',
      'a: object, optional, readOnly',
      'b: string, optional, default own',
      ': object',
    ]);
  });

  it('tell both of two assertions that cannot be one', () => {
    const schemas = { Name: { type: 'string', pattern: '^a' } };
    expect(bodyLines({ ...ref('Name'), pattern: 'b$', maxLength: 3 }, schemas)).toEqual([
      '(allOf 0): unknown, pattern b$',
      ': string, maxLength 3, pattern ^a',
    ]);
  });

  it('tell a nullable component as the component or null', () => {
    const schemas = { Meta: objectWith({ self: { type: 'string' } }) };
    const meta = { anyOf: [ref('Meta'), { type: 'null' }], readOnly: true };
    expect(bodyLines(objectWith({ meta }), schemas)).toEqual([
      'meta.self: string, optional',
      'meta: object | null, optional, readOnly',
      ': object',
    ]);
  });

  it('tell null as a type, not as a branch', () => {
    const schemas = { A: { type: 'string' }, B: { type: 'integer' } };
    expect(bodyLines({ oneOf: [ref('A'), ref('B'), { type: 'null' }] }, schemas)).toEqual([
      '<A>: string',
      '<B>: integer',
      ': integer | string | null, oneOf',
    ]);
  });

  it('name the branches of a union by their components, with their discriminator values', () => {
    const schemas = {
      Url: objectWith({ at: { const: 'URL' } }, ['at']),
      File: objectWith({ at: { const: 'FILE' } }, ['at']),
    };
    const schema = {
      oneOf: [ref('Url')],
      discriminator: {
        propertyName: 'at',
        mapping: { URL: '#/components/schemas/Url', FILE: 'File', PATH: 'File' },
      },
    };
    expect(bodyLines(schema, schemas)).toEqual([
      '<File>.at: string, enum FILE, required',
      '<File>: object, mapping FILE | PATH',
      '<Url>.at: string, enum URL, required',
      '<Url>: object, mapping URL',
      ': object, oneOf, discriminator at',
    ]);
  });

  it('open a component inside itself once and then name it', () => {
    const schemas = { Tree: objectWith({ children: { type: 'array', items: ref('Tree') } }) };
    expect(bodyLines(ref('Tree'), schemas)).toEqual([
      'children: array, optional',
      'children[]: object, as Tree',
      ': object',
    ]);
  });

  it('stay within bounds where many components refer to many', () => {
    const names = Array.from({ length: 30 }, (_, index) => `C${index}`);
    const schemas = Object.fromEntries(
      names.map((name, index) => [
        name,
        objectWith({ a: ref(`C${(index + 7) % 30}`), b: ref(`C${(index * 3 + 1) % 30}`) }),
      ]),
    );
    expect(bodyLines(ref('C0'), schemas).length).toBeLessThan(30 * 32 * 2 + 2);
  });

  it('fail where it leads nowhere', () => {
    expect(() => contractLines(answering(ref('Gone')), {})).toThrow(
      'The document has nothing at #/components/schemas/Gone',
    );
  });
});
