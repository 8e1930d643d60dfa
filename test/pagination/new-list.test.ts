import type { Paginator } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { importExtendedClient } from '../support/extended-client.js';
import { serve } from '../support/serve.js';

/** A list operation that a further path spec could bring. */
const WIDGETS_PATH = '/widgets/v1/owners/{owner}/widgets';

interface ExtendedClient {
  paginate: (path: string, init: object) => Paginator<{ id: string | null }>;
}

test('a list operation that is added to the generated table is walked like the others', async () => {
  const connect = await importExtendedClient(({ listOperations }) => ({
    listOperations: { ...listOperations, [WIDGETS_PATH]: { maxPageSize: 7 } },
  }));
  const server = await serve(({ query }) => {
    const next = query.get('page_token') === 't1' ? null : '?page_token=t1';
    return { body: { data: [{ id: query.get('page_token') }], metadata: { next } } };
  });
  const confluent = connect(server.url) as ExtendedClient;
  const params = { path: { owner: 'o 1' }, query: { 'spec.cloud': 'A&B', kinds: ['a', 'b'] } };
  const { items, hasMore } = await confluent
    .paginate(WIDGETS_PATH, { params })
    .collect({ limit: 9 });
  expect(items).toEqual([{ id: null }, { id: 't1' }]);
  expect(hasMore).toBe(false);
  const path = '/widgets/v1/owners/o%201/widgets';
  const query = [
    ['page_size', '7'],
    ['spec.cloud', 'A&B'],
    ['kinds', 'a'],
    ['kinds', 'b'],
  ];
  expect(server.requests.map((request) => [request.path, [...request.query]])).toEqual([
    [path, query],
    [path, [...query, ['page_token', 't1']]],
  ]);
});
