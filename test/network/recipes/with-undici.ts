import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { fetch as undiciFetch } from 'undici';

// The types of undici and of the global fetch differ in details.
const send = undiciFetch as typeof fetch;

/** Creates a client that sends its requests with undici. */
export function createClientWithUndiciFetch(): ConfluentClient {
  return createConfluentClient({
    fetch: (request) => send(request.url, request),
  });
}
