import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { ProxyAgent } from 'undici';

/** Creates a client that goes through a proxy: `http://user:password@proxy.example.com:3128`. */
export function createClientBehindProxy(proxyUrl: string): ConfluentClient {
  const dispatcher = new ProxyAgent(proxyUrl);
  return createConfluentClient({
    fetch: (request) => fetch(request, { dispatcher } as RequestInit),
  });
}
