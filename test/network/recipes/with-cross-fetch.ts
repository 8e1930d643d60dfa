import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { fetch as crossFetch } from 'cross-fetch';

/** Creates a client that sends its requests with cross-fetch. */
export function createClientWithCrossFetch(): ConfluentClient {
  return createConfluentClient({
    fetch: (request) => crossFetch(request.url, request),
  });
}
