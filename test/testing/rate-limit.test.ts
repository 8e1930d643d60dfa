import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { describe, expect, test, vi } from 'vitest';
import { CONNECTOR_PLUGINS, readError, send } from './support.js';

describe('request ids and rate limits', () => {
  const limits = ({ headers }: Response) =>
    ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));

  test('every response has a request id of its own, and its errors have the same one', async () => {
    const fake = createFakeConfluent();
    const good = await send(fake, CONNECTOR_PLUGINS);
    const bad = await send(fake, '/');
    expect(good.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(bad.headers.get('x-request-id')).not.toBe(good.headers.get('x-request-id'));
    expect((await readError(bad))?.id).toBe(bad.headers.get('x-request-id'));
  });

  test('a window refuses requests beyond its limit, and the next window starts full', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const fake = createFakeConfluent({ rateLimit: { limit: 2, windowMs: 2500 } });
      expect(limits(await send(fake, CONNECTOR_PLUGINS))).toEqual(['2', '1', '3']);
      vi.advanceTimersByTime(1000);
      const last = await send(fake, CONNECTOR_PLUGINS);
      expect(last.status).toBe(200);
      expect(limits(last)).toEqual(['2', '0', '2']);
      const refused = await send(fake, CONNECTOR_PLUGINS);
      expect(refused.status).toBe(429);
      expect(limits(refused)).toEqual(['2', '0', '2']);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(await refused.json()).toEqual({
        errors: [
          {
            id: refused.headers.get('x-request-id'),
            status: '429',
            detail: 'Exceeded rate limit',
            source: {},
          },
        ],
      });
      vi.advanceTimersByTime(1500);
      const fresh = await send(fake, CONNECTOR_PLUGINS);
      expect(fresh.status).toBe(200);
      expect(limits(fresh)).toEqual(['2', '1', '3']);
      expect(fresh.headers.has('retry-after')).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a fake without a rate limit refuses nothing, and still sends the headers', async () => {
    const fake = createFakeConfluent();
    const responses = await Promise.all(
      Array.from({ length: 200 }, () => send(fake, CONNECTOR_PLUGINS)),
    );
    expect(responses.every(({ status }) => status === 200)).toBe(true);
    expect(Number(responses[0]?.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(1000);
    expect(responses[0]?.headers.get('x-ratelimit-reset')).toBe('1');
  });
});
