import { merge } from 'allof-merge';
import { describe, expect, test } from 'vitest';
import { flattenOperation } from '../../scripts/flatten/flatten-operation.js';
import { repairOperation } from '../../scripts/repair/repair-operation.js';
import { isAnnotation, unwrapAllOf } from '../../scripts/shared/annotations.js';
import { asObject, canonical, isObject, type Json } from '../../scripts/shared/json.js';
import { collectOperations } from '../../scripts/read/collect-operations.js';
import { readSpec } from '../../scripts/read/read-spec.js';
import type { Operation } from '../../scripts/shared/operation.js';
import { Report } from '../../scripts/shared/report.js';
import { specsIn } from './support.js';

const sets = ['required', 'enum'];

/** Returns a schema without annotations and wrapping allOf, and with its sets in one order. */
function meaning(value: Json): Json {
  if (Array.isArray(value)) return value.map(meaning);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(unwrapAllOf(value).schema)
      .filter(([keyword]) => !isAnnotation(keyword) && keyword !== 'discriminator')
      .map(([keyword, inner]) => {
        if (keyword === 'properties') {
          // A circle is unrolled once by us and not at all by the library: names.test.ts tests it.
          const properties = Object.entries(asObject(inner)).filter(([name]) => name !== 'parts');
          return [keyword, Object.fromEntries(properties.map(([name, p]) => [name, meaning(p)]))];
        }
        if (sets.includes(keyword) && Array.isArray(inner))
          return [keyword, inner.map(canonical).sort()];
        return [keyword, meaning(inner)];
      }),
  );
}

const bodies = (operation: Operation): [string, Json][] =>
  Object.entries(asObject(operation.definition['responses'])).map(([status, response]) => [
    status,
    asObject(asObject(asObject(response)['content'])['application/json'])['schema'] ?? {},
  ]);

const operations = ['openapi/paths', 'test/fixtures/paths'].flatMap((folder) =>
  collectOperations(
    Object.entries(specsIn(folder)).map(([file, text]) => readSpec(file, text)),
  ).map((operation) => repairOperation(operation, new Report())),
);

describe('flattenOperation', () => {
  test.each(
    operations.map((operation) => [operation.definition['operationId'], operation] as const),
  )('gives the schemas of %s the same meaning as the library allof-merge', (_, operation) => {
    const ours = bodies(flattenOperation(operation, new Report()));
    const theirs = bodies(operation).map(([status, body]): [string, Json] => [
      status,
      merge(structuredClone(body)) as Json,
    ]);
    expect(ours.map(([status, body]) => [status, canonical(meaning(body))])).toEqual(
      theirs.map(([status, body]) => [status, canonical(meaning(body))]),
    );
  });
});
