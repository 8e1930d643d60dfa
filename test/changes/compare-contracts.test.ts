import { describe, expect, it } from 'vitest';
import { compareContracts } from '../../scripts/changes/compare-contracts.js';
import type { Json, JsonObject } from '../../scripts/shared/json.js';
import {
  answering,
  changes,
  contract,
  documentWith,
  objectWith,
  ref,
  taking,
  told,
} from './support.js';

const text = { type: 'string' };

describe('comparing two contracts', () => {
  it('finds nothing where they say the same in another order', () => {
    const before = answering(
      objectWith({ a: { enum: ['x', 'y'] }, b: { oneOf: [text, { type: 'null' }] } }, ['a', 'b']),
    );
    const after = answering(
      objectWith({ b: { anyOf: [{ type: 'null' }, text] }, a: { enum: ['y', 'x'] } }, ['b', 'a']),
    );
    expect(changes(before, after)).toEqual([]);
  });

  it('finds nothing where a schema becomes a component', () => {
    const thing = objectWith({ id: { ...text, description: 'Its id.' } }, ['id']);
    const before = answering({ type: 'array', items: { ...thing, description: 'A thing.' } });
    const after = answering(
      { type: 'array', items: ref('Thing') },
      { Thing: { ...thing, description: 'A thing.' } },
    );
    expect(changes(before, after)).toEqual([]);
  });

  it('tells an operation that goes as one change', () => {
    expect(told(answering(objectWith({ a: text, b: text })), { paths: {} })).toEqual([
      'breaking GET /things: removed, with 4 facts below it',
    ]);
  });

  it('tells a property that comes or goes with all below it as one change', () => {
    const inner = objectWith({ b: objectWith({ c: text }), d: text }, ['d']);
    const less = answering(objectWith({}));
    const more = answering(objectWith({ a: inner }, ['a']));
    expect(told(more, less)).toEqual([
      'breaking 200 application/json a: removed, with 3 facts below it',
    ]);
    expect(told(less, more)).toEqual([
      'additive 200 application/json a: added (object, required), with 3 facts below it',
    ]);
  });

  it('rates what is below a part that comes by that part alone', () => {
    const part = objectWith({ b: text }, ['b']);
    expect(told(taking(objectWith({})), taking(objectWith({ a: part })))).toEqual([
      'additive body application/json a: added (object, optional), with 1 fact below it',
    ]);
  });

  it('tells a body that becomes something else without all that was in it', () => {
    const before = answering(objectWith({ a: objectWith({ b: text, c: text }) }));
    expect(told(before, answering(objectWith({ a: text })))).toEqual([
      'breaking 200 application/json a: object -> string, with 2 facts below it',
    ]);
    expect(told(before, answering(objectWith({ a: true })))).toEqual([
      'breaking 200 application/json a: object -> unknown, with 2 facts below it',
    ]);
  });

  it('tells a list that becomes something else without what was in it', () => {
    const list = { type: 'array', items: objectWith({ a: text }) };
    expect(told(answering(list), answering(text))).toEqual([
      'breaking 200 application/json: array -> string, with 2 facts below it',
    ]);
  });

  it('tells the branches of what becomes a union', () => {
    expect(told(taking(text), taking({ oneOf: [text, { type: 'integer' }] }))).toEqual([
      'additive body application/json: string -> integer | string',
      'additive body application/json (string): added (string)',
      'additive body application/json (integer): added (integer)',
    ]);
  });

  it('asks no more of a request that takes objects beside texts', () => {
    const either = { ...objectWith({ b: text }, ['b']), type: ['object', 'string'] };
    expect(told(taking(text), taking(either))).toEqual([
      'additive body application/json: string -> object | string, with 1 fact below it',
    ]);
  });

  it('tells each value that an enum gains or loses', () => {
    const before = answering({ ...text, enum: ['a', 'b'] });
    expect(told(before, answering({ ...text, enum: ['b', 'c'] }))).toEqual([
      'additive 200 application/json: enum value a removed',
      'breaking 200 application/json: enum value c added',
    ]);
    expect(told(before, answering({ ...text, 'x-extensible-enum': ['b', 'a'] }))).toEqual([
      'breaking 200 application/json: enum a | b -> open enum a | b',
    ]);
  });

  it.each([
    [{ maxLength: 5 }, { maxLength: 9 }, 'maxLength 5 -> 9'],
    [{ maxLength: 5 }, {}, 'maxLength 5 removed'],
    [{}, { readOnly: true }, 'readOnly added'],
    [{ required: ['a'] }, { required: ['a', 'b'] }, 'requires a -> a | b'],
    [{ exclusiveMaximum: 5 }, { exclusiveMaximum: true }, 'exclusiveMaximum 5 -> exclusiveMaximum'],
    [{ type: 'integer' }, { type: 'number' }, 'integer -> number'],
    [{ oneOf: [] }, { anyOf: [] }, 'oneOf -> anyOf'],
  ])('tells how %j became %j', (before, after, what) => {
    expect(changes(answering(before), answering(after)).map((change) => change.what)).toEqual([
      what,
    ]);
  });

  it('rates one change of a shared component by each side that uses it', () => {
    const using = (name: JsonObject): JsonObject =>
      documentWith(
        {
          requestBody: { content: { 'application/json': { schema: ref('Thing') } } },
          responses: { '200': { content: { 'application/json': { schema: ref('Thing') } } } },
        },
        { schemas: { Thing: objectWith({ name }) } },
      );
    expect(told(using({ ...text, maxLength: 9 }), using({ ...text, maxLength: 5 }))).toEqual([
      'breaking body application/json name: maxLength 9 -> 5',
      'additive 200 application/json name: maxLength 9 -> 5',
    ]);
  });

  it('judges nothing below not: each change there is breaking', () => {
    const not = (schema: Json): JsonObject => answering({ ...text, not: schema });
    expect(told(not({ maxLength: 5 }), not({ maxLength: 9 }))).toEqual([
      'breaking 200 application/json (not): maxLength 5 -> 9',
    ]);
  });

  it('notices a change inside a component that refers to itself, once', () => {
    const tree = (label: JsonObject): JsonObject =>
      answering(ref('Tree'), {
        Tree: objectWith({ label, children: { type: 'array', items: ref('Tree') } }),
      });
    expect(told(tree(text), tree({ type: ['string', 'null'] }))).toEqual([
      'breaking 200 application/json label: string -> string | null',
    ]);
  });

  it('tells an exported type that stands for another component', () => {
    const document = documentWith({});
    const [change] = compareContracts(
      contract(document, { 'v1.A': 'A' }),
      contract(document, { 'v2.A': 'A' }),
    );
    expect(change).toMatchObject({ rating: 'breaking', subject: 'type A', what: 'v1.A -> v2.A' });
  });

  it('names the rule and its reason', () => {
    const before = answering(objectWith({ a: text }, ['a']));
    expect(changes(before, answering(objectWith({ a: text })))).toEqual([
      {
        rating: 'breaking',
        subject: 'GET /things 200 application/json a',
        what: 'required -> optional',
        alsoAt: [],
        rule: 'response: became optional',
        reason: 'it may be missing now',
      },
    ]);
  });
});
