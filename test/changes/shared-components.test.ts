import { describe, expect, it } from 'vitest';
import { asObject, type JsonObject } from '../../scripts/shared/json.js';
import { answering, changes, objectWith, ref } from './support.js';

const text = { type: 'string' };

describe('a shared component', () => {
  const failing = (error: JsonObject, extra: JsonObject = {}): JsonObject => {
    const content = { 'application/json': { schema: ref('Failure') } };
    const responses = {
      '400': { $ref: '#/components/responses/Bad' },
      '500': { content, ...extra },
    };
    return {
      paths: { '/a': { get: { responses } }, '/b': { get: { responses } } },
      components: {
        responses: { Bad: { content } },
        schemas: { Failure: objectWith({ errors: { type: 'array', items: error } }) },
      },
    };
  };

  it('makes one change of one edit, and counts the places', () => {
    const found = changes(failing(text), failing({ type: ['string', 'null'] }));
    expect(found).toMatchObject([
      {
        subject: 'GET /a 400 application/json errors[]',
        what: 'string -> string | null',
        alsoAt: [
          'GET /a 500 application/json errors[]',
          'GET /b 400 application/json errors[]',
          'GET /b 500 application/json errors[]',
        ],
      },
    ]);
  });

  it('makes one change of one edit of a shared response', () => {
    const after = failing(text);
    asObject(asObject(asObject(after['components'])['responses'])['Bad'])['headers'] = { Age: {} };
    expect(changes(failing(text), after)).toMatchObject([
      { subject: 'GET /a 400 header Age', alsoAt: ['GET /b 400 header Age'] },
    ]);
  });

  it('keeps apart what is said where it is used', () => {
    const using = (required: string[], ...names: string[]): JsonObject =>
      answering(objectWith(Object.fromEntries(names.map((name) => [name, ref('A')])), required), {
        A: text,
      });
    const before = using(['a', 'b'], 'a', 'b');
    expect(changes(before, using([], 'a', 'b'))).toHaveLength(2);
    expect(changes(before, using([]))).toHaveLength(2);
  });

  it('makes one change of one edit inside one body', () => {
    const using = (a: JsonObject): JsonObject =>
      answering(objectWith({ a: ref('A'), b: ref('A') }), { A: a });
    expect(changes(using(text), using({ ...text, maxLength: 5 }))).toMatchObject([
      { alsoAt: ['GET /things 200 application/json b'] },
    ]);
  });

  it('keeps apart what two operations change each for themselves', () => {
    const after = failing(text, { headers: { Age: {} } });
    expect(changes(failing(text), after).map(({ subject, alsoAt }) => [subject, alsoAt])).toEqual([
      ['GET /a 500 header Age', []],
      ['GET /b 500 header Age', []],
    ]);
  });
});
