/**
 * A fake Confluent in a process of its own, with custom Connect plugins that have three versions
 * each.
 *
 * Arguments: the number of plugins; the milliseconds that each response takes. It sends the options
 * of a client when it listens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { serve } from 'srvx';

const [count = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
const fake = createFakeConfluent({
  customConnectPlugins: Array.from({ length: count }, (_, plugin) => ({
    id: `ccp-${plugin}`,
    versions: [1, 2, 3].map((version) => ({ id: `ver-${plugin}-${version}` })),
  })),
});
const server = serve({
  fetch: async (request) => {
    await sleep(latencyMs);
    return fake.fetch(request);
  },
  hostname: '127.0.0.1',
  port: 0,
  silent: true,
  // It would wait for connections that the client keeps open.
  gracefulShutdown: false,
});
await server.ready();
process.on('disconnect', () => process.exit());
const { apiKey, apiSecret } = fake.options;
process.send?.({ apiKey, apiSecret, baseUrl: new URL(server.url ?? '').origin });
