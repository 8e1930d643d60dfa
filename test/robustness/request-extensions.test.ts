/** Options that frameworks add to fetch, such as `next` in Next.js and `cf` in Workers. */
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import type { ClientOptions } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages, ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { withReplies } from '../support/walks.js';

const cases: [kind: string, middleware: Middleware[]][] = [
  ['no middleware', []],
  ['a middleware that returns nothing', [{ onRequest: () => undefined }]],
  [
    'a middleware that marks the request',
    [{ onRequest: ({ request }) => void Object.assign(request, { marked: true }) }],
  ],
  [
    'a middleware that replaces the request',
    [{ onRequest: ({ request }) => new Request(request, { headers: { 'X-A': '1' } }) }],
  ],
  ['a middleware that clones the request', [{ onRequest: ({ request }) => request.clone() }]],
];

/** Returns options whose fetch records the extensions of each request. */
function recording(middleware: Middleware[]): { seen: unknown[]; options: ClientOptions } {
  const seen: unknown[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const { next, cf } = request as Request & { next?: unknown; cf?: unknown };
    seen.push({ next, cf });
    return globalThis.fetch(request);
  };
  return { seen, options: { fetch, middleware } };
}

test.each(cases)(
  'next and cf reach the fetch at every attempt of a walk with %s',
  async (_, middleware) => {
    const server = await serve(withReplies(linkedPages(['a'], ['b']), { 1: { status: 503 } }));
    const { seen, options } = recording(middleware);
    const extensions = { next: { revalidate: 60, tags: ['plugins'] }, cf: { cacheTtl: 5 } };
    // Next.js and Workers add their options to the type RequestInit.
    const init: object = extensions;
    await connect(server.url, options).paginate(CONNECTOR_PLUGINS_PATH, init).collect({ limit: 9 });
    expect(server.requests.length).toBeGreaterThanOrEqual(2);
    expect(seen).toEqual(server.requests.map(() => extensions));
  },
);

test('what a middleware puts on a request reaches the fetch', async () => {
  const server = await serve(() => ONLY_PAGE);
  const addNext: Middleware = {
    onRequest: ({ request }) => void Object.assign(request, { next: { revalidate: 1 } }),
  };
  const { seen, options } = recording([addNext]);
  await connect(server.url, options).GET(CONNECTOR_PLUGINS_PATH);
  expect(seen).toEqual([{ next: { revalidate: 1 }, cf: undefined }]);
});

test('an extension that is no plain object reaches the fetch as it is', async () => {
  const server = await serve(() => ONLY_PAGE);
  const { seen, options } = recording([]);
  const next = new Map([['revalidate', 1]]);
  const init: object = { next };
  await connect(server.url, options).GET(CONNECTOR_PLUGINS_PATH, init);
  expect((seen as { next: unknown }[])[0]?.next).toBe(next);
});

test('a middleware can change an extension that the call gives', async () => {
  const server = await serve(() => ONLY_PAGE);
  const setNext: Middleware = {
    onRequest: ({ request }) => void Object.assign(request, { next: { revalidate: 1 } }),
  };
  const { seen, options } = recording([setNext]);
  const init: object = { next: { revalidate: 60 } };
  await connect(server.url, options).GET(CONNECTOR_PLUGINS_PATH, init);
  expect(seen).toEqual([{ next: { revalidate: 1 }, cf: undefined }]);
});

test('fetch options of a call, such as cache and redirect, survive a middleware that replaces the request', async () => {
  const server = await serve(linkedPages(['a']));
  const requests: Request[] = [];
  const replace: Middleware = { onRequest: ({ request }) => new Request(request) };
  const confluent = connect(server.url, {
    middleware: [replace],
    fetch: async (request) => {
      requests.push(request);
      return globalThis.fetch(request);
    },
  });
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { cache: 'no-store', redirect: 'manual' });
  expect(requests[0]).toMatchObject({ cache: 'no-store', redirect: 'manual' });
});
