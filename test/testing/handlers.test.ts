import { createContext, runInContext } from 'node:vm';
import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { build } from 'esbuild';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { serve } from 'srvx';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { basicAuthorization, CONNECTOR_PLUGINS, makePlugins, walkPages } from './support.js';
import type { List } from './support.js';

const connectPlugins = [{ id: 'ccp-1', versions: [{ id: 'ver-1' }, { id: 'ver-2' }] }];

describe('the fake as the fetch of a client', () => {
  test('gives all pages, over a fault that the client retries', async () => {
    const fake = createFakeConfluent({
      customConnectorPlugins: makePlugins(2),
      pageSize: 1,
      faults: [undefined, { status: 503 }],
    });
    const confluent = createConfluentClient({ ...fake.options, maxRetryDelayMs: 10 });
    const { items } = await confluent.paginate(CONNECTOR_PLUGINS).collect({ limit: 100 });
    expect(items.map(({ id }) => id)).toEqual(['ccp-1', 'ccp-2']);
    expect(fake.requests).toHaveLength(3);
  });

  test('lets a client in that has the access token', async () => {
    const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(1) });
    const { fetch, baseUrl } = fake.options;
    const confluent = createConfluentClient({ fetch, baseUrl, accessToken: fake.accessToken });
    const { data } = await confluent.GET(CONNECTOR_PLUGINS);
    expect(data.data).toMatchObject([{ id: 'ccp-1' }]);
  });
});

describe('the fake under faked timers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('responds without any advance of the time', async () => {
    vi.useFakeTimers();
    const fake = createFakeConfluent({ customConnectorPlugins: makePlugins(3), pageSize: 1 });
    const confluent = createConfluentClient(fake.options);
    const { items } = await confluent.paginate(CONNECTOR_PLUGINS).collect({ limit: 100 });
    expect(items).toHaveLength(3);
  });

  test('responds also when it was imported after the timers were faked', async () => {
    vi.useFakeTimers();
    vi.resetModules();
    const { createFakeConfluent: create } = await import('confluent-connect-plugins/testing');
    const fake = create({ customConnectorPlugins: makePlugins(1) });
    expect(await walkPages(fake, CONNECTOR_PLUGINS)).toEqual([['ccp-1']]);
  });

  test('ends its rate limit window when the faked time has passed it', async () => {
    vi.useFakeTimers();
    const fake = createFakeConfluent({ rateLimit: { limit: 1, windowMs: 5000 } });
    const confluent = createConfluentClient({ ...fake.options, pacing: false });
    await confluent.GET(CONNECTOR_PLUGINS);
    const second = confluent.GET(CONNECTOR_PLUGINS);
    await vi.waitUntil(() => fake.requests.length === 2);
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await second).response.status).toBe(200);
    expect(fake.requests).toHaveLength(3);
  });

  test('ends its rate limit window in real time while the date alone is faked', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const fake = createFakeConfluent({ rateLimit: { limit: 1, windowMs: 20 } });
    const confluent = createConfluentClient({ ...fake.options, pacing: false });
    await confluent.GET(CONNECTOR_PLUGINS);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await confluent.GET(CONNECTOR_PLUGINS);
    expect(fake.requests).toHaveLength(2);
  });
});

describe('the fake behind Mock Service Worker', () => {
  const apiUrl = 'https://api.confluent.cloud';

  test('responds to a client that knows nothing of it', async () => {
    const fake = createFakeConfluent({
      customConnectPlugins: connectPlugins,
      pageSize: 1,
      faults: [{ status: 503 }, 'reset', 'broken-body'],
    });
    const server = setupServer(
      http.all(`${apiUrl}/*`, ({ request }) => fake.fetch(request).catch(() => Response.error())),
    );
    server.listen({ onUnhandledRequest: 'error' });
    try {
      const { apiKey, apiSecret } = fake.options;
      const retried: string[] = [];
      const confluent = createConfluentClient({
        apiKey,
        apiSecret,
        baseUrl: apiUrl,
        maxRetryDelayMs: 0,
        onRetry: ({ error }) => {
          retried.push(error.name);
        },
      });
      const { items } = await confluent
        .paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
          params: { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } },
        })
        .collect({ limit: 100 });
      expect(items.map(({ id }) => id)).toEqual(['ver-1', 'ver-2']);
      expect(retried).toEqual([
        'ConfluentApiError',
        'ConfluentConnectionError',
        'ConfluentConnectionError',
      ]);
    } finally {
      server.close();
    }
  });
});

describe('the fake behind an HTTP server', () => {
  test('sends pages, faults and stalls over the network', async () => {
    const fake = createFakeConfluent({
      customConnectorPlugins: makePlugins(2),
      pageSize: 1,
      faults: [undefined, undefined, 'broken-body', 'stall', 'stall-body'],
    });
    const server = serve({ fetch: fake.fetch, hostname: '127.0.0.1', port: 0, silent: true });
    await server.ready();
    try {
      const get = (url: string | undefined, init?: RequestInit) =>
        fetch(url ?? '', { headers: { Authorization: basicAuthorization(fake) }, ...init });
      const url = new URL(CONNECTOR_PLUGINS, server.url).href;
      const first = (await (await get(url)).json()) as List;
      const second = (await (await get(first.metadata.next ?? '')).json()) as List;
      expect([...first.data, ...second.data]).toMatchObject(makePlugins(2));

      const broken = await get(url);
      await expect(broken.text()).rejects.toThrow('terminated');

      const late = new AbortController();
      const silent = get(url, { signal: late.signal });
      // An abort before the request arrives would leave its fault to the next one.
      await vi.waitUntil(() => fake.requests.length === 4);
      setTimeout(() => {
        late.abort(new Error('late'));
      }, 20);
      await expect(silent).rejects.toThrow('late');

      const controller = new AbortController();
      const stalled = await get(url, { signal: controller.signal });
      expect(stalled.status).toBe(200);
      const text = stalled.text();
      controller.abort(new Error('enough'));
      await expect(text).rejects.toThrow('enough');
    } finally {
      await server.close(true);
    }
  });
});

describe('the fake in a runtime that has web standards alone', () => {
  test.each([
    ['a MessageChannel', { MessageChannel }],
    ['no MessageChannel', {}],
  ])('works with %s', async (_, messages) => {
    const { outputFiles } = await build({
      entryPoints: ['src/testing/index.ts'],
      bundle: true,
      platform: 'neutral',
      format: 'iife',
      globalName: 'testing',
      write: false,
    });
    const standards = { Headers, ReadableStream, Response, TextEncoder, URL, URLSearchParams };
    const context = createContext({ ...standards, ...messages, btoa, performance, setTimeout });
    const create = runInContext(
      `${outputFiles[0]?.text ?? ''}; testing.createFakeConfluent`,
      context,
    ) as typeof createFakeConfluent;
    const fake = create({ customConnectorPlugins: makePlugins(3), pageSize: 2 });
    expect(await walkPages(fake, CONNECTOR_PLUGINS)).toEqual([['ccp-1', 'ccp-2'], ['ccp-3']]);
  });
});
