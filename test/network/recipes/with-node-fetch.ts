import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import nodeFetch from 'node-fetch';

// The types of node-fetch and of the global fetch differ in details.
const send = nodeFetch as unknown as typeof fetch;

/** Creates a client that sends its requests with node-fetch. */
export function createClientWithNodeFetch(): ConfluentClient {
  return createConfluentClient({
    fetch: (request) => send(request.url, request),
  });
}
