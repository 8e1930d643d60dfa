import { ConfluentApiError } from 'confluent-connect-plugins';
import type { RetryEvent } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../src/request/retry-after.js';
import { connect, failureOf, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

describe('the wait that a server requests', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const read = (headers: Record<string, string>, status = 503): number | undefined =>
    readRetryAfter({ status, headers: new Headers(headers) }, now);

  test.each<[value: string, ms: number | undefined]>([
    ['0', 0],
    ['1', 1000],
    [' 7 ', 7000],
    ['1.5', 1500],
    ['3024000', 35 * 24 * 3_600_000],
    ['9'.repeat(400), Infinity],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['', undefined],
    ['-5', undefined],
    ['-0', undefined],
    ['+5', undefined],
    ['1,2', 2000],
    ['1, 1', 1000],
    ['5,\t10', 10_000],
    ['1, soon', undefined],
    ['soon, Thu, 01 Jan 2026 00:00:30 GMT', undefined],
    ['Thu, 01 Jan 2026 00:00:30 GMT, Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['1e9', undefined],
    ['0x10', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['5s', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['null', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['2026-01-01', undefined],
    ['GMT', undefined],
    ['Foo, 99 Bar 2026 99:99:99 GMT', undefined],
  ])('by Retry-After %j is %j ms', (value, ms) => {
    expect(read({ 'Retry-After': value })).toBe(ms);
  });

  test.each<[reset: string, ms: number | undefined]>([
    ['0', 0],
    ['12', 12_000],
    ['0.5', 500],
    ['-1', undefined],
    ['1e3', undefined],
    ['soon', undefined],
  ])('by X-RateLimit-Reset %j on a 429 is %j ms', (reset, ms) => {
    expect(read({ 'X-RateLimit-Reset': reset }, 429)).toBe(ms);
  });

  test('is read from X-RateLimit-Reset on a 429 alone, and only without Retry-After', () => {
    expect(read({ 'X-RateLimit-Reset': '12' }, 503)).toBeUndefined();
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': '3' }, 429)).toBe(3000);
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': '0' }, 429)).toBe(0);
    expect(read({ 'X-RateLimit-Reset': '12', 'Retry-After': 'soon' }, 429)).toBe(12_000);
  });
});

test.each([
  ['Retry-After in seconds', 503, { 'Retry-After': '61' }, 61_000],
  ['Retry-After of 35 days', 429, { 'Retry-After': '3024000' }, 3_024_000_000],
  ['X-RateLimit-Reset', 429, { 'X-RateLimit-Reset': '61' }, 61_000],
])(
  'a call ends at once when %s is longer than maxRetryDelayMs',
  async (_, status, headers, retryAfterMs) => {
    const server = await serve(() => ({ status, headers }));
    const confluent = connect(server.url, { maxRetryDelayMs: 60_000 });
    const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expect(error).toMatchObject({ status, retryAfterMs, attempts: 1, retryable: true });
  },
);

test('a call ends at once when Retry-After is a date later than maxRetryDelayMs', async () => {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const server = await serve(() => ({ status: 503, headers: { 'Retry-After': date } }));
  const call = connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error.attempts).toBe(1);
  expect(error.retryAfterMs).toBeGreaterThan(3_500_000);
  expect(error.retryAfterMs).toBeLessThanOrEqual(3_600_000);
});

test('a Retry-After within maxRetryDelayMs is waited for, and onRetry is told', async () => {
  const headers = { 'Retry-After': '0.02' };
  const server = await serve(inTurn({ status: 503, headers }, ONLY_PAGE));
  const events: RetryEvent[] = [];
  const confluent = connect(server.url, {
    maxRetryDelayMs: 25,
    onRetry: (event) => void events.push(event),
  });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(events).toMatchObject([{ attempt: 1, error: { status: 503, retryAfterMs: 20 } }]);
  expect(events[0]?.delayMs).toBeGreaterThanOrEqual(20);
  expect(events[0]?.delayMs).toBeLessThanOrEqual(25);
});

test('a Retry-After of exactly maxRetryDelayMs is waited for', async () => {
  const headers = { 'Retry-After': '0.02' };
  const server = await serve(inTurn({ status: 503, headers }, ONLY_PAGE));
  const delays: number[] = [];
  const onRetry = ({ delayMs }: RetryEvent): void => void delays.push(delayMs);
  await connect(server.url, { maxRetryDelayMs: 20, onRetry }).GET(CONNECTOR_PLUGINS_PATH);
  expect(delays).toEqual([20]);
});

test.each(['-5', '1,soon', 'NaN', '1e9'])('the Retry-After %j is ignored', async (value) => {
  const headers = { 'Retry-After': value };
  const server = await serve(inTurn({ status: 503, headers }, ONLY_PAGE));
  const events: RetryEvent[] = [];
  const onRetry = (event: RetryEvent): void => void events.push(event);
  await connect(server.url, { onRetry }).GET(CONNECTOR_PLUGINS_PATH);
  expect(events).toHaveLength(1);
  expect(events[0]?.delayMs).toBeLessThanOrEqual(1);
  expect(events[0]?.error).not.toHaveProperty('retryAfterMs');
});

test('no request is sent while a call waits for a retry', async () => {
  const headers = { 'Retry-After': '30' };
  const server = await serve(inTurn({ status: 429, headers }, ONLY_PAGE));
  const controller = new AbortController();
  const confluent = connect(server.url, {
    maxRetryDelayMs: 60_000,
    onRetry: () =>
      void setTimeout(() => {
        controller.abort(new Error('enough'));
      }, 30),
  });
  const call = confluent.GET(CONNECTOR_PLUGINS_PATH, { signal: controller.signal });
  expect(await rejectionOf(call)).toEqual(new Error('enough'));
  expect(server.requests).toHaveLength(1);
});
