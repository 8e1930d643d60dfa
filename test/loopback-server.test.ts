import { describe, expect, test } from 'vitest';
import { handleWithFetch } from './support/fetch-handler.js';
import { faults } from './support/faults.js';
import type { Reply } from './support/loopback-server.js';
import { inTurn, serve } from './support/serve.js';

describe('the loopback server', () => {
  test('records method, target, query, headers and body of each request', async () => {
    const server = await serve(() => ({}));
    const init = { method: 'POST', body: 'a=1', headers: { 'X-Test': 'yes' } };
    await fetch(`${server.url}/a%2Fb?c=d%20e&c=f`, init);
    await server.requests[0]?.closed;
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        target: '/a%2Fb?c=d%20e&c=f',
        path: '/a%2Fb',
        headers: { 'x-test': 'yes' },
        body: 'a=1',
        state: 'completed',
      },
    ]);
    expect(server.requests[0]?.query.getAll('c')).toEqual(['d e', 'f']);
  });

  test('sends an object as JSON, and a string and bytes as they are', async () => {
    const replies: [Reply, ...Reply[]] = [
      { body: { a: 1 } },
      { status: 201, body: 'text' },
      { body: new Uint8Array([104, 105]) },
    ];
    const { url } = await serve(inTurn(...replies));
    const first = await fetch(url);
    expect(first.headers.get('content-type')).toBe('application/json');
    expect(await first.text()).toBe('{"a":1}');
    const second = await fetch(url);
    expect([second.status, await second.text()]).toEqual([201, 'text']);
    expect(await (await fetch(url)).text()).toBe('hi');
  });

  test.each(['cut-body', 'cut-chunked-body', 'cut-error-body'] as const)(
    'sends the start of a body and breaks off: %s',
    async (name) => {
      const server = await serve(() => faults[name]);
      const { status, body } = await fetch(server.url);
      expect(status).toBe(name === 'cut-error-body' ? 500 : 200);
      const reader = body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      expect(new TextDecoder().decode(value)).toBe(faults[name].start);
      await expect(reader?.read()).rejects.toThrow('terminated');
      await server.requests[0]?.closed;
      expect(server.requests[0]?.state).toBe('aborted');
    },
  );

  test.each(['stall', 'stall-body'] as const)(
    'leaves the response open until the client aborts: %s',
    async (name) => {
      const server = await serve(() => faults[name]);
      const controller = new AbortController();
      const response = fetch(server.url, { signal: controller.signal }).then((r) => r.text());
      await server.waitForRequests(1);
      expect([server.requests[0]?.state, server.countOpenSockets()]).toEqual(['open', 1]);
      controller.abort();
      await expect(response).rejects.toThrow('aborted');
      await server.requests[0]?.closed;
      expect(server.requests[0]?.state).toBe('aborted');
    },
  );

  test.each(['html', 'cut-body', 'stall-body', 'reset'] as const)(
    'ignores a reply that comes after the client has aborted: %s',
    async (name) => {
      const server = await serve(async ({ closed }) => {
        await closed;
        return faults[name];
      });
      const controller = new AbortController();
      const response = fetch(server.url, { signal: controller.signal });
      await server.waitForRequests(1);
      controller.abort();
      await expect(response).rejects.toThrow('aborted');
      await server.requests[0]?.closed;
      await server.settle();
      expect(server.requests[0]?.state).toBe('aborted');
    },
  );

  test('resets a connection', async () => {
    const { url } = await serve(() => faults.reset);
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('sends raw bytes instead of a response', async () => {
    const bytes = 'HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nno';
    const { url } = await serve(() => ({ kind: 'raw', bytes }));
    const { status, statusText } = await fetch(url);
    expect([status, statusText]).toEqual([299, 'Odd']);
  });

  test('serves a web handler, whose rejection resets the connection', async () => {
    const handler = handleWithFetch('https://api.example', async (request) => {
      if (request.method === 'GET') throw new Error('reset');
      return new Response(`${request.url} ${await request.text()}`, { status: 202 });
    });
    const { url } = await serve(handler);
    const response = await fetch(`${url}/a?b=c`, { method: 'POST', body: 'd' });
    expect([response.status, await response.text()]).toEqual([202, 'https://api.example/a?b=c d']);
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('closes connections that are still open, and only once', async () => {
    const server = await serve(() => faults.stall);
    const response = fetch(server.url);
    await server.waitForRequests(1);
    await server.close();
    await server.close();
    await expect(response).rejects.toThrow('fetch failed');
    expect(server.countOpenSockets()).toBe(0);
  });

  test('settles after round trips that it does not record', async () => {
    const server = await serve(() => ({}));
    await server.settle();
    expect(server.requests).toEqual([]);
  });
});
