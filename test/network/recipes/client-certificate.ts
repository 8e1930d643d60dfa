import { readFileSync } from 'node:fs';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { Agent } from 'undici';

interface PemFiles {
  ca: string;
  cert: string;
  key: string;
}

/** Creates a client that shows a certificate of its own (mTLS). */
export function createClientWithCertificate({ ca, cert, key }: PemFiles): ConfluentClient {
  const dispatcher = new Agent({
    connect: { ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key) },
  });
  return createConfluentClient({
    fetch: (request) => fetch(request, { dispatcher } as RequestInit),
  });
}
