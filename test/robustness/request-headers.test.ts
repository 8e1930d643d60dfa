/** Headers may be given as anything that `new Headers()` takes. */
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages, ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

/** Headers of another implementation, such as that of node-fetch: iterable, and no global Headers. */
class ForeignHeaders {
  readonly #values: Map<string, string>;
  constructor(values: Record<string, string>) {
    this.#values = new Map(Object.entries(values));
  }
  get(name: string): string | null {
    return this.#values.get(name) ?? null;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#values.entries();
  }
}

const given: [kind: string, headers: unknown][] = [
  ['a plain object', { 'x-a': '1', 'x-b': '2' }],
  ['an object without a prototype', Object.assign(Object.create(null), { 'x-a': '1', 'x-b': '2' })],
  [
    'tuples',
    [
      ['X-A', '1'],
      ['X-B', '2'],
    ],
  ],
  ['a Headers object', new Headers({ 'x-a': '1', 'x-b': '2' })],
  ['a Headers object of another implementation', new ForeignHeaders({ 'x-a': '1', 'x-b': '2' })],
  [
    'a Map',
    new Map([
      ['x-a', '1'],
      ['x-b', '2'],
    ]),
  ],
];

test.each(given)('headers given as %s are sent by a call and by a walk', async (_, headers) => {
  const server = await serve(linkedPages(['a'], ['b']));
  const confluent = connect(server.url);
  const init = { headers: headers as HeadersInit };
  await confluent.GET(CONNECTOR_PLUGINS_PATH, init);
  await confluent.paginate(CONNECTOR_PLUGINS_PATH, init).collect({ limit: 9 });
  expect(server.requests).toHaveLength(3);
  for (const request of server.requests) {
    expect(request.headers).toMatchObject({ 'x-a': '1', 'x-b': '2' });
    expect(request.headers['user-agent']).toContain('confluent-connect-plugins/');
  }
});

test.each([null, undefined])('headers given as %j are the same as none', async (headers) => {
  const server = await serve(() => ONLY_PAGE);
  const init: object = { headers };
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, init);
  expect(server.requests).toHaveLength(1);
});

test('tuples with the same name are sent as one list of values', async () => {
  const server = await serve(() => ONLY_PAGE);
  const headers: HeadersInit = [
    ['X-A', '1'],
    ['X-A', '2'],
  ];
  await connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { headers });
  expect(server.requests[0]?.headers['x-a']).toBe('1, 2');
});

test.each<[kind: string, headers: unknown]>([
  ['tuples of three', [['X-A', '1', '2']]],
  ['a name with a blank', { 'X A': '1' }],
  ['a value with a line break', new Map([['X-A', '1\r\nX-B: 2']])],
])('headers given as %s are refused before a request', async (_, headers) => {
  const server = await serve(() => ONLY_PAGE);
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH, { headers: headers as HeadersInit });
  await failureOf(TypeError, call);
  expect(server.requests).toHaveLength(0);
});
