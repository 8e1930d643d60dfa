import { readFileSync } from 'node:fs';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { Agent } from 'undici';

/** Creates a client that trusts the certificate authorities of a PEM file, and no others. */
export function createClientWithAuthority(caFile: string): ConfluentClient {
  const dispatcher = new Agent({ connect: { ca: readFileSync(caFile) } });
  return createConfluentClient({
    fetch: (request) => fetch(request, { dispatcher } as RequestInit),
  });
}
