import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { serve } from 'srvx';

/** A fake Confluent at an address of this machine. */
export interface ServedFake {
  fake: FakeConfluent;
  baseUrl: string;
  close: () => Promise<void>;
}

/** Serves a fake Confluent over HTTP at a free port of this machine. */
export async function serveFake(options: FakeConfluentOptions): Promise<ServedFake> {
  const fake = createFakeConfluent(options);
  const server = serve({ fetch: fake.fetch, hostname: '127.0.0.1', port: 0, silent: true });
  await server.ready();
  if (server.url === undefined) throw new Error('The server has no address.');
  return { fake, baseUrl: new URL(server.url).origin, close: () => server.close(true) };
}
