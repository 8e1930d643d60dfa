/** How query parameters are written, compared with openapi-fetch's own serializer. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { createQuerySerializer } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { anyCharacter } from '../support/arbitraries.js';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

type Query = Record<string, unknown>;

const text = fc.string({ unit: anyCharacter, maxLength: 8 });
const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean());
const absent = fc.constantFrom(null, undefined);
/** openapi-fetch sends names as they are. */
const plainName = fc.stringMatching(/^[a-z][\w.-]{0,5}$/);

const sentTo = new URL('https://api.confluent.test');
const confluent = connectToFetch((request) => {
  sentTo.search = new URL(request.url).search;
  return Response.json(ONLY_PAGE.body);
});

/** Returns the names and values that a call sends. */
async function pairsOf(query: Query): Promise<[name: string, value: string][]> {
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { params: { query } });
  return [...sentTo.searchParams];
}

test('a query of scalars, arrays and flat objects is sent as openapi-fetch sends it', async () => {
  const serialize = createQuerySerializer();
  const value = fc.oneof(
    scalar,
    absent,
    fc.array(fc.oneof(scalar, absent), { minLength: 1, maxLength: 3 }),
    fc.dictionary(plainName, fc.oneof(scalar, absent), { minKeys: 1, maxKeys: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(plainName, value, { maxKeys: 4 }), async (query) => {
      expect(await pairsOf(query)).toEqual([...new URLSearchParams(serialize(query))]);
    }),
  );
});

test('a name of a parameter or of a property may hold any character', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, scalar, async (name, property, value) => {
      expect(await pairsOf({ [name]: value })).toEqual([[name, String(value)]]);
      expect(await pairsOf({ [name]: { [property]: value } })).toEqual([
        [`${name}[${property}]`, String(value)],
      ]);
    }),
  );
});

test.each<[what: string, query: Query, sent: string]>([
  ['an array as one pair for each item', { a: [1, 'x', true] }, '?a=1&a=x&a=true'],
  ['an object by its properties', { a: { b: 1, c: 'x' } }, '?a%5Bb%5D=1&a%5Bc%5D=x'],
  ['arrays within objects', { a: { b: [1, 2] } }, '?a%5Bb%5D=1&a%5Bb%5D=2'],
  ['names and values encoded', { 'a&b=': 'c&d=é' }, '?a%26b%3D=c%26d%3D%C3%A9'],
  ['no null, and nothing that is undefined', { a: null, b: undefined, c: [null], d: '' }, '?d='],
  ['nothing for an empty array and an empty object', { a: [], b: {} }, ''],
  ['false and 0', { a: false, b: 0 }, '?a=false&b=0'],
])('a query is sent with %s', async (_, query, sent) => {
  const server = await serve(() => ONLY_PAGE);
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { params: { query } });
  expect(server.requests[0]?.target).toBe(CONNECTOR_PLUGINS_PATH + sent);
});

test('a querySerializer of the caller writes the query alone', async () => {
  const server = await serve(() => ONLY_PAGE);
  const querySerializer = createQuerySerializer({ array: { style: 'form', explode: false } });
  const query: Query = { a: [1, 2], b: 'x' };
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { params: { query }, querySerializer });
  expect(server.requests[0]?.target).toBe(`${CONNECTOR_PLUGINS_PATH}?a=1,2&b=x`);
});

test('a query object of another realm is sent like an own one', async () => {
  const server = await serve(() => ONLY_PAGE);
  const since = runInNewContext('({ created: 1 })') as unknown;
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { params: { query: { since } as Query } });
  expect(server.requests[0]?.query.get('since[created]')).toBe('1');
});

test.each<[what: string, value: unknown, name?: string]>([
  ['a Date', new Date(0)],
  ['a Map', new Map([['a', 1]])],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['a text with half a surrogate pair', 'a\ud800'],
  ['an array with a Date', ['a', new Date(0)]],
  ['an object with a Date', { created: new Date(0) }, 'since[created]'],
])('a query parameter that is %s is refused by name', async (_, value, name = 'since') => {
  const server = await serve(() => ONLY_PAGE);
  const init = { params: { query: { since: value } as Query } };
  const client = connect(server.url);
  for (const call of [
    client.GET(CONNECTOR_PLUGINS_PATH, init),
    client.paginate(CONNECTOR_PLUGINS_PATH, init).collect({ limit: 1 }),
  ]) {
    expect((await failureOf(TypeError, call)).message).toContain(`${name} must be`);
  }
  expect(server.requests).toHaveLength(0);
});
