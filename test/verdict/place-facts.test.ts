import { expect, test } from 'vitest';
import { readFacts } from '../../scripts/contract/read-facts.js';
import { placeFacts } from '../../scripts/verdict/place-facts.js';

test('facts with one subject have places of their own', () => {
  const servers = ['First', 'Second'].map((description) => ({
    url: 'https://a.example',
    description,
  }));
  const document = { servers, paths: { '/a': { get: {} } } };
  const places = placeFacts(readFacts({ document, typeNames: {} }));
  expect([...places].map(([place, { fact }]) => [place, fact.texts['description']])).toEqual([
    ['GET /a', undefined],
    ['GET /a server https://a.example', 'First'],
    ['GET /a server https://a.example 2', 'Second'],
    ['GET /a security none', undefined],
  ]);
});
