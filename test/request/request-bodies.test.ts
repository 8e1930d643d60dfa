/** What a call with a body sends. The document has no operation that writes, so the tests add one. */
import { expect, test } from 'vitest';
import { importExtendedClient } from '../support/extended-client.js';
import type { Received } from '../support/loopback-server.js';
import { inTurn, serve } from '../support/serve.js';

const PATH = '/widgets';
const TYPED_PATH = '/typed-widgets';

interface Writer {
  POST: (path: string, init?: object) => Promise<unknown>;
  PUT: (path: string, init?: object) => Promise<unknown>;
}

const connectExtended = await importExtendedClient(() => ({
  methods: ['POST', 'PUT'],
  contentTypes: { [`POST ${TYPED_PATH}`]: 'application/vnd.widget+json' },
}));

async function sentBy(init: object, path = PATH): Promise<Received> {
  const server = await serve(() => ({ status: 204 }));
  await (connectExtended(server.url) as Writer).POST(path, init);
  const [request] = server.requests;
  if (!request) throw new Error('No request was sent');
  return request;
}

test.each([
  ['an object', { a: 'ü' }, '{"a":"ü"}'],
  ['null', null, 'null'],
  ['false', false, 'false'],
  ['an empty string', '', '""'],
])('a body that is %s is sent as JSON', async (_, body, sent) => {
  const request = await sentBy({ body });
  expect(request.body).toBe(sent);
  expect(request.headers['content-type']).toBe('application/json');
});

test('a call without a body sends no content type', async () => {
  for (const init of [{}, { body: undefined }]) {
    const { body, headers } = await sentBy(init);
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('content-type');
  }
});

test('a body has the content type of its operation, unless the caller gives another one', async () => {
  const body = { a: 1 };
  const typed = await sentBy({ body }, TYPED_PATH);
  expect(typed.headers['content-type']).toBe('application/vnd.widget+json');
  const given = await sentBy({ body, headers: { 'Content-Type': 'application/x-a+json' } });
  expect(given.headers['content-type']).toBe('application/x-a+json');
});

test.each([
  ['headers', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
  [
    'a Headers object',
    { headers: new Headers({ 'Content-Type': 'application/x-www-form-urlencoded' }) },
  ],
  [
    'params.header',
    { params: { header: { 'Content-Type': 'application/x-www-form-urlencoded' } } },
  ],
])('a body is sent as a form when %s says so', async (_, init) => {
  const { body, headers } = await sentBy({ ...init, body: { a: 'b c', d: '&' } });
  expect(body).toBe('a=b+c&d=%26');
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
});

test('a body that is FormData is sent with the content type that fetch writes', async () => {
  const form = new FormData();
  form.set('name', 'a file');
  const { body, headers } = await sentBy({ body: form });
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=\S/);
  expect(body).toMatch(/name="name"\r\n\r\na file\r\n/);
});

test('a bodySerializer is called once, with the body and the headers of the caller', async () => {
  const server = await serve(inTurn({ status: 503 }, { status: 204 }));
  const calls: unknown[][] = [];
  const bodySerializer = (body: unknown, headers: Headers): string => {
    calls.push([body, headers.get('x-a'), headers.get('x-b')]);
    return 'mine';
  };
  const init = { headers: { 'X-A': '1' }, params: { header: { 'X-B': '2' } } };
  const confluent = connectExtended(server.url) as Writer;
  await confluent.PUT(PATH, { ...init, body: { a: 1 }, bodySerializer });
  expect(calls).toEqual([[{ a: 1 }, '1', '2']]);
  expect(server.requests.map(({ body }) => body)).toEqual(['mine', 'mine']);
});

test('params.header is sent, and a null removes a header', async () => {
  const { headers } = await sentBy({
    headers: { 'X-A': '1', 'X-B': '1', 'X-C': null },
    params: { header: { 'X-A': 2, 'X-B': null, 'X-D': true, 'X-E': undefined } },
  });
  expect(headers).toMatchObject({ 'x-a': '2', 'x-d': 'true' });
  for (const name of ['x-b', 'x-c', 'x-e']) expect(headers).not.toHaveProperty(name);
});

test('a call whose bodySerializer returns undefined sends no body and no content type', async () => {
  const { body, headers } = await sentBy({ body: { a: 1 }, bodySerializer: () => undefined });
  expect(body).toBe('');
  expect(headers).not.toHaveProperty('content-type');
});
