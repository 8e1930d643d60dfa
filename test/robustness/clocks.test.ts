/** The wall clock decides about no wait. */
import { afterEach, expect, test, vi } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

afterEach(() => {
  vi.useRealTimers();
});

const HOUR_MS = 3_600_000;
const FULL = { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '0.3' };

const changes: [clock: string, change: () => void][] = [
  ['stands still', () => undefined],
  ['is set back by an hour', () => vi.setSystemTime(Date.now() - HOUR_MS)],
  ['is set forward by an hour', () => vi.setSystemTime(Date.now() + HOUR_MS)],
];

test.each(changes)(
  'pacing waits as long as the window when the wall clock %s',
  async (_, change) => {
    const server = await serve(() => ({ ...ONLY_PAGE, headers: FULL }));
    const confluent = connect(server.url, { maxRetryDelayMs: 10_000 });
    vi.useFakeTimers({ toFake: ['Date'] });
    await confluent.GET(CONNECTOR_PLUGINS_PATH);
    const start = performance.now();
    change();
    await confluent.GET(CONNECTOR_PLUGINS_PATH);
    const tookMs = performance.now() - start;
    expect(tookMs).toBeGreaterThan(250);
    expect(tookMs).toBeLessThan(2000);
  },
);

test.each(changes)(
  'a retry waits as long as the server asks when the wall clock %s',
  async (_, change) => {
    const headers = { 'Retry-After': '0.3' };
    const server = await serve(inTurn({ status: 503, headers }, ONLY_PAGE));
    vi.useFakeTimers({ toFake: ['Date'] });
    const start = performance.now();
    await connect(server.url, { maxRetryDelayMs: 400, onRetry: change }).GET(
      CONNECTOR_PLUGINS_PATH,
    );
    const tookMs = performance.now() - start;
    expect(tookMs).toBeGreaterThan(290);
    expect(tookMs).toBeLessThan(2000);
  },
);
