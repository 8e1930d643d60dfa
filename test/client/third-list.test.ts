import { createConfluentClient } from 'confluent-connect-plugins';
import type { ListPath } from 'confluent-connect-plugins';
import { expect, test, vi } from 'vitest';
import { serve } from './support/server.js';

/** A list operation that a further path spec would bring. */
const THINGS = vi.hoisted(() => '/things/v1/owners/{owner}/things');

vi.mock(import('../../src/generated/operations.js'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    listOperations: { ...original.listOperations, [THINGS]: { maxPageSize: 7 } },
  };
});

test('a list operation that is new in the table pages like the others', async () => {
  const server = await serve(({ query }) => {
    const next = query.get('page_token') === 't1' ? null : '?page_token=t1';
    return { body: { data: [{ id: query.get('page_token') }], metadata: { next } } };
  });
  const confluent = createConfluentClient({
    apiKey: 'key',
    apiSecret: 'secret',
    baseUrl: server.url,
  });
  // As its types would have it.
  const init = {
    params: { path: { owner: 'o 1' }, query: { 'spec.cloud': 'A&B', kinds: ['a', 'b'] } },
  };
  const { items, hasMore } = await confluent
    .paginate(THINGS as ListPath, init as never)
    .collect({ limit: 9 });
  expect(items).toEqual([{ id: null }, { id: 't1' }]);
  expect(hasMore).toBe(false);
  expect(server.requests.map(({ path, query }) => [path, [...query]])).toEqual([
    ['/things/v1/owners/o%201/things', asked()],
    ['/things/v1/owners/o%201/things', asked(['page_token', 't1'])],
  ]);
});

function asked(...more: [string, string][]): [string, string][] {
  return [['page_size', '7'], ['spec.cloud', 'A&B'], ['kinds', 'a'], ['kinds', 'b'], ...more];
}
