import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, Fault } from 'confluent-connect-plugins/testing';
import { expect, test, vi } from 'vitest';
import {
  basicAuthorization,
  CONNECTOR_PLUGINS,
  fetchList,
  makePlugins,
  readError,
  send,
} from './support.js';

const faulty = (...faults: (Fault | undefined)[]): FakeConfluent =>
  createFakeConfluent({ customConnectorPlugins: makePlugins(3), pageSize: 1, faults });

test('a fault concerns the request at its position alone', async () => {
  const fake = faulty(undefined, { status: 503 });
  expect((await send(fake, CONNECTOR_PLUGINS)).status).toBe(200);
  fake.requests.length = 0;
  expect((await send(fake, CONNECTOR_PLUGINS)).status).toBe(503);
  expect((await send(fake, CONNECTOR_PLUGINS)).status).toBe(200);
});

test('a fault with an error status has the error body of Confluent unless the test gives another', async () => {
  const fake = faulty(
    { status: 500 },
    { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad Gateway</h1>' },
    { status: 400, headers: { 'x-request-id': 'mine' }, body: { error_code: 40001 } },
    { status: 500, body: '' },
    { status: 204 },
  );
  const [first, second, third, fourth, fifth] = await Promise.all(
    Array.from({ length: 5 }, () => send(fake, CONNECTOR_PLUGINS)),
  );
  expect(first && (await readError(first))).toMatchObject({ status: '500', source: {} });
  expect(second?.headers.get('content-type')).toBe('text/html');
  expect(await second?.text()).toBe('<h1>Bad Gateway</h1>');
  expect(third?.headers.get('x-request-id')).toBe('mine');
  expect(await third?.json()).toEqual({ error_code: 40001 });
  expect([fourth?.status, await fourth?.text()]).toEqual([500, '']);
  expect([fifth?.status, fifth?.body]).toEqual([204, null]);
});

test('a fault with next replaces the link of the page and nothing else', async () => {
  const fake = faulty({ next: 'https://example.com/?page_token=' }, { next: null }, { next: '' });
  for (const next of ['https://example.com/?page_token=', null, '']) {
    const { data, metadata } = await fetchList(fake, CONNECTOR_PLUGINS);
    expect(metadata.next).toBe(next);
    expect(data).toMatchObject([{ id: 'ccp-1' }]);
  }
});

test('the fault reset rejects as fetch does after a network fault', async () => {
  await expect(send(faulty('reset'), CONNECTOR_PLUGINS)).rejects.toThrow(
    new TypeError('fetch failed'),
  );
});

test('the fault broken-body ends the body with an error after its first half', async () => {
  const response = await send(faulty('broken-body'), CONNECTOR_PLUGINS);
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toMatch(/^\{"api_version":"connect\/v1"/);
  await expect(reader.read()).rejects.toThrow('terminated');
});

test('the fault stall ends with the reason of the abort', async () => {
  const controller = new AbortController();
  const fake = faulty('stall');
  const response = send(fake, CONNECTOR_PLUGINS, { signal: controller.signal });
  const settled = vi.fn();
  response.then(settled, settled);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).not.toHaveBeenCalled();
  expect(fake.requests).toHaveLength(1);
  controller.abort(new Error('enough'));
  await expect(response).rejects.toThrow('enough');
});

test('the fault stall-body sends a part and ends with the reason of the abort', async () => {
  const controller = new AbortController();
  const response = await send(faulty('stall-body'), CONNECTOR_PLUGINS, {
    signal: controller.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  const rest = reader.read();
  const settled = vi.fn();
  rest.then(settled, settled);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).not.toHaveBeenCalled();
  controller.abort(new Error('enough'));
  await expect(rest).rejects.toThrow('enough');
});

test('an abort ends a good response, before its headers and before its body', async () => {
  const fake = faulty();
  const aborted = AbortSignal.abort(new Error('enough'));
  await expect(send(fake, CONNECTOR_PLUGINS, { signal: aborted })).rejects.toThrow('enough');
  expect(fake.requests).toEqual([]);

  const controller = new AbortController();
  const early = send(fake, CONNECTOR_PLUGINS, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(early).rejects.toThrow('enough');

  const late = new AbortController();
  const response = await send(fake, CONNECTOR_PLUGINS, { signal: late.signal });
  late.abort(new Error('enough'));
  await expect(response.text()).rejects.toThrow('enough');
});

test('a response leaves no listener on the signal of its request', async () => {
  const fake = faulty();
  const headers = { Authorization: basicAuthorization(fake) };
  const request = new Request(new URL(CONNECTOR_PLUGINS, fake.options.baseUrl), { headers });
  const added = vi.spyOn(request.signal, 'addEventListener');
  const removed = vi.spyOn(request.signal, 'removeEventListener');
  await (await fake.fetch(request)).text();
  expect(added).toHaveBeenCalled();
  expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
});

test('a response takes a macrotask', async () => {
  const onResponse = vi.fn();
  const response = send(faulty(), CONNECTOR_PLUGINS).then(onResponse);
  for (let i = 0; i < 100; i += 1) await Promise.resolve();
  expect(onResponse).not.toHaveBeenCalled();
  await response;
});

test.each<[Fault, string, number?]>([
  ['reset', 'ConfluentConnectionError'],
  ['broken-body', 'ConfluentConnectionError'],
  ['stall', 'ConfluentTimeoutError', 50],
  ['stall-body', 'ConfluentTimeoutError', 50],
  [{ status: 500 }, 'ConfluentApiError'],
])('the fault %j becomes a %s in the client', async (fault, name, timeoutMs) => {
  const fake = createFakeConfluent({ faults: [fault] });
  const confluent = createConfluentClient({ ...fake.options, maxRetries: 0, timeoutMs });
  await expect(confluent.GET(CONNECTOR_PLUGINS)).rejects.toMatchObject({ name });
});
