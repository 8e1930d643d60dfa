import { readFileSync } from 'node:fs';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { ProxyAgent } from 'undici';

/** Creates a client behind a proxy that replaces the certificates of all servers by its own. */
export function createClientBehindInspection(proxyUrl: string, caFile: string): ConfluentClient {
  const dispatcher = new ProxyAgent({ uri: proxyUrl, requestTls: { ca: readFileSync(caFile) } });
  return createConfluentClient({
    fetch: (request) => fetch(request, { dispatcher } as RequestInit),
  });
}
