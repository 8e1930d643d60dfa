import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { serve } from 'srvx';

/** What a client needs to ask the served fake, and how to end it. */
export interface ServedFake {
  apiKey: string;
  apiSecret: string;
  baseUrl: string;
  close: () => Promise<void>;
}

/** Serves a fake Confluent over HTTP at a free port of this machine. */
export async function serveFake(options: FakeConfluentOptions): Promise<ServedFake> {
  const fake = createFakeConfluent(options);
  const server = serve({ fetch: fake.fetch, hostname: '127.0.0.1', port: 0, silent: true });
  await server.ready();
  if (server.url === undefined) throw new Error('The server has no address.');
  return {
    apiKey: fake.options.apiKey,
    apiSecret: fake.options.apiSecret,
    baseUrl: new URL(server.url).origin,
    close: () => server.close(true),
  };
}
