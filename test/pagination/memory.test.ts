import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ConnectV1CustomConnectorPlugin, Page } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Handler, LoopbackServer } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const PAGES = 600;
const PER_PAGE = 100;
/** The bytes that two thirds of the pages may leave: their tokens, but far less than 1 KB each. */
const MAX_GROWTH = 480_000;

const items = JSON.stringify(
  Array.from({ length: PER_PAGE }, (_, i) => ({ id: `ccp-${i}`, description: 'x'.repeat(50) })),
);

const servePages: Handler = ({ query }) => {
  const at = Number(query.get('page_token') ?? 0) + 1;
  const next =
    at < PAGES ? `"https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}?page_token=${at}"` : 'null';
  return { body: `{"metadata":{"next":${next}},"data":${items}}` };
};

/** Returns the bytes in use after garbage collection. */
async function measureMemory({ requests }: LoopbackServer): Promise<number> {
  requests.length = 0;
  for (let i = 0; i < 4; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test.each([false, true])(
  'a walk of 60,000 items keeps no pages in memory with prefetch %s',
  async (prefetch) => {
    const server = await serve(servePages);
    const { signal } = new AbortController();
    const measured: number[] = [];
    let count = 0;
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    for await (const { id } of walk) {
      if (id.startsWith('ccp-')) count += 1;
      if (count % ((PAGES * PER_PAGE) / 3) === 0) measured.push(await measureMemory(server));
    }
    expect(count).toBe(PAGES * PER_PAGE);
    const [third = NaN, , whole = NaN] = measured;
    expect(whole - third).toBeLessThan(MAX_GROWTH);
  },
  120_000,
);

test('a loop that keeps a third of the pages exceeds the bound, so that the bound can fail', async () => {
  const server = await serve(servePages);
  const kept: Page<ConnectV1CustomConnectorPlugin>[] = [];
  const before = await measureMemory(server);
  for await (const page of connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).pages()) {
    kept.push(page);
    if (kept.length === PAGES / 3) break;
  }
  expect((await measureMemory(server)) - before).toBeGreaterThan(4 * MAX_GROWTH);
  expect(kept).toHaveLength(PAGES / 3);
}, 120_000);
