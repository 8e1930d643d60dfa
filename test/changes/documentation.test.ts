import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../scripts/shared/json.js';
import { answering, documentWith, objectWith, ref, told } from './support.js';

const text = { type: 'string' };

describe('documentation', () => {
  const described = (own: string, shared: string, name = 'title'): JsonObject =>
    answering(objectWith({ a: { ...ref('A'), [name]: own }, b: ref('A') }), {
      A: { ...text, [name]: shared },
    });

  it.each([
    'description',
    'title',
    'summary',
    'example',
    'examples',
    'tags',
    'externalDocs',
    'x-lifecycle-stage',
  ])('changes by %s, at its place', (name) => {
    expect(told(described('1', '2', name), described('3', '2', name))).toEqual([
      `documentation 200 application/json a: ${name}`,
    ]);
  });

  it('changes once for a shared component', () => {
    expect(told(described('1', '2'), described('1', '3'))).toEqual([
      'documentation 200 application/json a: title of A',
    ]);
  });

  it('changes once for a place, however many texts change there', () => {
    const operation = (description: string, tag: string): JsonObject =>
      documentWith({ description, tags: [tag], 'x-lifecycle-stage': tag });
    expect(told(operation('a', 'b'), operation('c', 'd'))).toEqual([
      'documentation GET /things: description, tags, x-lifecycle-stage',
    ]);
  });

  it('stays the same where a schema becomes a component that others describe otherwise', () => {
    const a = { ...text, description: 'Own.' };
    expect(
      told(
        answering(objectWith({ a })),
        answering(objectWith({ a: { ...ref('A'), description: 'Own.' } }), {
          A: { ...text, description: 'Shared.' },
        }),
      ),
    ).toEqual([]);
  });

  it('of a response is also what stands beside a reference, and its links', () => {
    const response = (description: string, links: JsonObject): JsonObject =>
      documentWith(
        { responses: { '400': { $ref: '#/components/responses/Bad', description } } },
        { responses: { Bad: { description: 'Bad.', links } } },
      );
    expect(told(response('a', {}), response('b', { next: {} }))).toEqual([
      'documentation 400: description, links',
    ]);
  });

  it('of a parameter and of its schema is told apart', () => {
    const parameter = (own: string, inner: string): JsonObject =>
      documentWith({
        parameters: [
          { name: 'q', in: 'query', description: own, schema: { ...text, description: inner } },
        ],
      });
    expect(told(parameter('a', 'b'), parameter('c', 'd'))).toEqual([
      'documentation query q: description',
      'documentation query q: description of the schema',
    ]);
  });

  it('does not change with what is named like it', () => {
    const before = answering(objectWith({ description: text }));
    expect(told(before, answering(objectWith({ description: { type: 'integer' } })))).toEqual([
      'breaking 200 application/json description: string -> integer',
    ]);
  });
});
