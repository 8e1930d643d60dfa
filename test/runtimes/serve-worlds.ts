import { Buffer } from 'node:buffer';
import { serve } from 'srvx';
import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import { UTF8_KEY } from './in-app/credentials.js';
import type { World } from './worlds/world.js';

/** The worlds, served over HTTP. */
export interface ServedWorlds {
  /** Where they are, each under its name. */
  url: string;
  /** The requests that a world got so far. */
  countRequests: (world: string) => number | undefined;
  close: () => Promise<void>;
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, user-agent',
  'Access-Control-Expose-Headers':
    'retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id',
};
const UTF8_AUTHORIZATION = basic(UTF8_KEY.apiKey, UTF8_KEY.apiSecret);

/** Serves the worlds at a free port of this machine, to pages of any origin too. */
export async function serveWorlds(
  worlds: Record<string, World>,
  createFakeConfluent: (options: World['fake']) => FakeConfluent,
): Promise<ServedWorlds> {
  const fakes = new Map(
    Object.entries(worlds).map(([name, { fake }]) => [name, createFakeConfluent(fake)]),
  );
  const server = serve({
    hostname: '127.0.0.1',
    port: 0,
    silent: true,
    gracefulShutdown: false,
    async fetch(request) {
      if (request.method === 'OPTIONS')
        return new Response(null, { status: 204, headers: HEADERS });
      const url = new URL(request.url);
      const [, name = ''] = url.pathname.split('/');
      const fake = fakes.get(name);
      if (!fake) return new Response(null, { status: 404 });
      url.pathname = url.pathname.slice(`/${name}`.length);
      const headers = new Headers(request.headers);
      if (headers.get('authorization') === UTF8_AUTHORIZATION) {
        headers.set('authorization', basic(fake.options.apiKey, fake.options.apiSecret));
      }
      const { method, signal } = request;
      const response = await fake.fetch(new Request(url, { method, headers, signal })).catch(() => {
        request.runtime?.node?.res?.destroy();
        return new Response();
      });
      for (const [header, value] of Object.entries(HEADERS)) response.headers.set(header, value);
      return response;
    },
  });
  await server.ready();
  return {
    url: new URL(server.url ?? '').origin,
    countRequests: (world) => fakes.get(world)?.requests.length,
    close: () => server.close(true),
  };
}

/** The header as Node writes it, to hold against what the client sends. */
function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
