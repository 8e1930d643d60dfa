import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNextPage } from '../../src/pagination/page-token.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

const HOST = 'https://api.confluent.cloud';

test.each<[form: string, next: string, token: string]>([
  ['an absolute link', `${HOST}${CONNECTOR_PLUGINS_PATH}?page_token=abc`, 'abc'],
  ['a link to a foreign host', 'https://evil.example/steal?page_token=abc', 'abc'],
  ['a link with a user and a port', 'https://user:pw@evil.example:8443/?page_token=abc', 'abc'],
  ['a link without a scheme', '//evil.example/steal?page_token=abc', 'abc'],
  [
    'a link under another base',
    `https://confluent.cloud/api${CONNECTOR_PLUGINS_PATH}?page_token=abc`,
    'abc',
  ],
  ['a relative path', `${CONNECTOR_PLUGINS_PATH}?page_token=abc`, 'abc'],
  ['a path without a slash', 'custom-connector-plugins?page_token=abc', 'abc'],
  ['a bare query', '?page_token=abc', 'abc'],
  [
    'other parameters before',
    `${HOST}${CONNECTOR_PLUGINS_PATH}?cloud=AWS&page_size=7&page_token=abc`,
    'abc',
  ],
  [
    'other parameters after',
    `${HOST}${CONNECTOR_PLUGINS_PATH}?page_token=abc&page_size=7&cloud=AWS`,
    'abc',
  ],
  ['parameters that quote another token', '?q=page_token%3Dx&page_token=abc&z=1', 'abc'],
  ['a parameter whose name ends alike', '?next_page_token=x&page_token=abc', 'abc'],
  ['a path that quotes another token', '/page_token=x/y?page_token=abc', 'abc'],
  ['a fragment', '?page_token=abc#page_token=x', 'abc'],
  ['a question mark in the query', '?q=?&page_token=a?b', 'a?b'],
  ['an encoded name', '?page%5Ftoken=abc', 'abc'],
  ['the token twice', '?page_token=abc&page_token=x', 'abc'],
  ['an encoded plus', '?page_token=a%2Bb', 'a+b'],
  ['a plus, which is a space', '?page_token=a+b', 'a b'],
  ['an encoded equals sign', '?page_token=YWJj%3D%3D', 'YWJj=='],
  ['a bare equals sign', '?page_token=YWJj==', 'YWJj=='],
  ['an encoded slash', '?page_token=a%2Fb', 'a/b'],
  ['an encoded percent sign', '?page_token=100%25', '100%'],
  ['a token that was encoded twice', '?page_token=a%252Bb', 'a%2Bb'],
  ['a broken escape', '?page_token=100%zz', '100%zz'],
  ['an encoded ampersand', '?page_token=a%26page_size%3D1', 'a&page_size=1'],
  ['an encoded number sign', '?page_token=a%23b', 'a#b'],
  ['encoded Unicode', '?page_token=%E2%9C%93%F0%9F%9A%80', '✓🚀'],
  ['bare Unicode', '?page_token=✓🚀', '✓🚀'],
  ['encoded line breaks and zeros', '?page_token=a%0D%0Ab%00', 'a\r\nb\0'],
  ['a token of 4000 characters', `?page_token=${'x'.repeat(4000)}`, 'x'.repeat(4000)],
  ['a token that is a link', `?page_token=${encodeURIComponent(HOST)}`, HOST],
  ['a token 0', '?page_token=0', '0'],
  ['a token null', '?page_token=null', 'null'],
])('the page token is read from a next with %s', (_, next, token) => {
  expect(readNextPage(next)).toEqual({ kind: 'token', token });
});

test.each<[form: string, next: unknown]>([
  ['a link without a query', `${HOST}${CONNECTOR_PLUGINS_PATH}`],
  ['a link with other parameters alone', `${HOST}${CONNECTOR_PLUGINS_PATH}?page_size=100`],
  ['an empty token', '?page_token='],
  ['a token without a value', '?page_token'],
  ['a token in the fragment', `${CONNECTOR_PLUGINS_PATH}#?page_token=abc`],
  ['a token in the path', '/page_token=abc'],
  ['a query without its question mark', 'page_token=abc'],
  ['a name that ends alike', '?next_page_token=abc'],
  ['a name that begins alike', '?page_token_x=abc'],
  ['a name in capitals', '?PAGE_TOKEN=abc'],
  ['an encoded equals sign in the name', '?page_token%3Dabc'],
  ['not a URL', 'there is more'],
  ['a blank', ' '],
  ['a lone question mark', '?'],
  ['a number', 2],
  ['zero', 0],
  ['true', true],
  ['false', false],
  ['an array', ['?page_token=abc']],
  ['an empty array', []],
  ['an object', { href: '?page_token=abc' }],
])('the page token is unreadable when next is %s', (_, next) => {
  expect(readNextPage(next)).toEqual({ kind: 'unreadable' });
});

test.each([undefined, null, ''])('there is no next page when next is %j', (next) => {
  expect(readNextPage(next)).toEqual({ kind: 'end' });
});

const start = fc.constantFrom('', '/', '/a/b', 'https://api.confluent.cloud/x', '//h', 'a b:c');

test('the page token of any link is the text that was encoded into it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      start,
      fc.array(fc.tuple(fc.constantFrom('a', 'page_size', 'xpage_token'), fc.string())),
      fc.array(fc.tuple(fc.constantFrom('b', 'page_token2'), fc.string())),
      fc.constantFrom('', '#', '#?page_token=no'),
      (token, prefix, before, after, end) => {
        const query = new URLSearchParams([...before, ['page_token', token], ...after]);
        const next = `${prefix}?${query}${end}`;
        expect(readNextPage(next)).toEqual({ kind: 'token', token });
      },
    ),
  );
});

test('the page token is unreadable when next is any value but a string', () => {
  fc.assert(
    fc.property(fc.anything(), (next) => {
      fc.pre(next !== undefined && next !== null && typeof next !== 'string');
      expect(readNextPage(next)).toEqual({ kind: 'unreadable' });
    }),
  );
});
