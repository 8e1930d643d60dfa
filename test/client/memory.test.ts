import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ConnectV1CustomConnectorPlugin, Page } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { PLUGINS, servePages } from './support/pages.js';
import type { Lister, PageServer } from './support/pages.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const PAGES = 1500;
const PER_PAGE = 100;
const ITEMS = PAGES * PER_PAGE;
/** Bytes that a thousand pages may leave behind: their tokens, and no kilobyte of each. */
const BOUND = 1_200_000;

const items = JSON.stringify(
  Array.from({ length: PER_PAGE }, (_, i) => ({ id: `ccp-${i}`, description: 'x'.repeat(50) })),
);

/** PAGES pages, each answered in a macrotask of its own: within microtasks nothing is freed. */
const endless: Lister = ({ page_token: token = '0' }) => {
  const at = Number(token) + 1;
  const next = at < PAGES ? `"https://api.confluent.cloud${PLUGINS}?page_token=${at}"` : 'null';
  const text = `{"metadata":{"next":${next}},"data":${items}}`;
  return (response) => void setImmediate(() => response.end(text));
};

/** Bytes in use once everything that can be freed is. */
async function heldBytes({ requests }: PageServer): Promise<number> {
  requests.length = 0;
  for (let i = 0; i < 4; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test.each([false, true])(
  'a walk of 150,000 items holds the memory of its pages in hand alone, prefetch %s',
  async (prefetch) => {
    const server = await servePages(endless);
    const { signal } = new AbortController();
    const measured: number[] = [];
    let count = 0;
    for await (const { id } of server.client().paginate(PLUGINS, { prefetch, signal })) {
      if (id.startsWith('ccp-')) count += 1;
      if (count % (ITEMS / 3) === 0) measured.push(await heldBytes(server));
    }
    expect(count).toBe(ITEMS);
    const [third = NaN, , whole = NaN] = measured;
    expect(whole - third).toBeLessThan(BOUND);
  },
  120_000,
);

test('the measure tells of a walk that keeps its pages', async () => {
  const server = await servePages(endless);
  const kept: Page<ConnectV1CustomConnectorPlugin>[] = [];
  const before = await heldBytes(server);
  for await (const page of server.client().paginate(PLUGINS).pages()) {
    kept.push(page);
    if (kept.length === PAGES / 3) break;
  }
  expect((await heldBytes(server)) - before).toBeGreaterThan(4 * BOUND);
  expect(kept).toHaveLength(PAGES / 3);
}, 120_000);
