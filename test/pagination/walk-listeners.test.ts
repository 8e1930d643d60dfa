import { describe, expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages } from '../support/pages.js';
import { serve } from '../support/serve.js';
import {
  countListeners,
  idsOf,
  takeFirst,
  THREE_PAGES,
  walkToError,
  withReplies,
} from '../support/walks.js';

describe.each([false, true])('a signal of a walk with prefetch %s', (prefetch) => {
  test('has one listener at most during the walk, and none after it', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => [`${i}`]);
    const server = await serve(linkedPages(...ids));
    const { signal } = new AbortController();
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    for await (const { id } of walk) {
      expect(id).toBeDefined();
      expect(countListeners(signal)).toBeLessThanOrEqual(1);
    }
    expect(countListeners(signal)).toBe(0);
  });

  test('has no listener after a break', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const { signal } = new AbortController();
    await takeFirst(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }));
    await expect.poll(() => countListeners(signal), { interval: 2 }).toBe(0);
  });

  test('has no listener after an error', async () => {
    const pages = linkedPages(...THREE_PAGES);
    const server = await serve(withReplies(pages, { 2: { status: 400 } }));
    const { signal } = new AbortController();
    await walkToError(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal }));
    expect(countListeners(signal)).toBe(0);
  });

  test('has no listener after collect', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const { signal } = new AbortController();
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    await walk.collect({ limit: 3 });
    await server.settle();
    expect(countListeners(signal)).toBe(0);
  });

  test('has one listener for thirty walks at once, without a warning', async () => {
    const server = await serve(linkedPages(...THREE_PAGES));
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch, signal });
    const walks = Promise.all(Array.from({ length: 30 }, () => idsOf(walk)));
    await server.waitForRequests(1);
    expect(countListeners(signal)).toBeLessThanOrEqual(1);
    expect((await walks).every((found) => found.length === 5)).toBe(true);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(countListeners(signal)).toBe(0);
  });
});
