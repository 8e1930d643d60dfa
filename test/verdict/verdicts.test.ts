import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readFacts } from '../../scripts/contract/read-facts.js';
import { isObject, type Json, type JsonObject } from '../../scripts/shared/json.js';
import { compareContracts, type RatedChange } from '../../scripts/verdict/compare-contracts.js';
import { base, changesBy } from './support.js';

const linesOf = (changes: readonly RatedChange[]): string[] =>
  changes.map(({ rating, subject, what }) => `${rating} ${subject}: ${what}`).sort();

/** The rows of verdicts.txt: a title and edits, then a line for each change. */
const groups = readFileSync('test/verdict/verdicts.txt', 'utf8')
  .split(/^== /m)
  .slice(1)
  .map((group) => {
    const [heading = '', ...rows] = group.split(/\n(?! )/).filter(Boolean);
    return [heading, rows.map((row) => row.split('\n  '))] as const;
  });

describe.each(groups)('the verdict %s', (_heading, rows) => {
  it.each(rows)('on %s', async (row, ...changes) => {
    const edits = row.slice(row.indexOf(': ') + 2);
    expect(linesOf(await changesBy(edits))).toEqual(changes.sort());
  });
});

/**
 * What no fact has: texts of the document itself, texts said twice, a default, and mappings to
 * branches, which state the mapped values themselves.
 */
const unseen =
  /^\/(info|openapi|tags)|\/schema\/description |\/required = false$|shape\/.*\/mapping |upload_source\/.*\/mapping /;

test('every other change of a document is a change of a fact', () => {
  const document = structuredClone(base.document);
  const factsNow = (): string => JSON.stringify(readFacts({ ...base, document }));
  const before = factsNow();
  const missed: string[] = [];
  const editInside = (owner: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(owner)) {
      owner[key] = typeof value === 'string' ? `${value}x` : ['x'];
      if (factsNow() === before) missed.push(`${path}/${key} = ${JSON.stringify(value)}`);
      owner[key] = value;
      for (const inner of [value].flat().filter(isObject)) editInside(inner, `${path}/${key}`);
    }
  };
  editInside(document, '');
  expect(missed.filter((edit) => !unseen.test(edit))).toEqual([]);
});

test('a component that no operation uses is rated for code that reads and writes its type', async () => {
  const contractWith = (schema: Json) => ({
    document: { paths: {}, components: { schemas: { Spare: schema } } },
    typeNames: { Spare: 'Spare' },
  });
  const properties = { note: { type: 'string' } };
  const changes = await compareContracts(
    contractWith({ type: 'object', properties }),
    contractWith({ type: 'object', properties, required: ['note'] }),
  );
  expect(linesOf(changes)).toEqual(['breaking Spare.note: optional -> required']);
});

test('components of other names that refer to each other are compared once', async () => {
  const chainOf = (letter: string) => {
    const reference = (index: number): Json => ({ $ref: `#/components/schemas/${letter}${index}` });
    const schemas = Array.from({ length: 16 }, (_, index) => [
      `${letter}${index}`,
      { type: 'object', properties: { a: reference(index + 1), b: reference(index + 1) } },
    ]);
    const end = {
      type: 'object',
      properties: { note: { type: letter === 'A' ? 'string' : 'integer' } },
    };
    const content = { 'application/json': { schema: reference(0) } };
    const components = {
      schemas: { ...(Object.fromEntries(schemas) as JsonObject), [`${letter}16`]: end },
    };
    return {
      document: { paths: { '/a': { get: { responses: { 200: { content } } } } }, components },
      typeNames: {},
    };
  };
  const changes = await compareContracts(chainOf('A'), chainOf('B'));
  expect(changes.filter(({ what }) => what === 'string -> integer')).toHaveLength(1);
  expect(changes.length).toBeLessThan(100);
});
