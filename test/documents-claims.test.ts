import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const project = resolve(import.meta.dirname, '..');
const path = '/connect/v1/custom-connector-plugins';

describe('the longest time of a call, as README.md gives it', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.9999);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test('is 390 s with the defaults, for a server that asks for long waits', async () => {
    const fetch = async (): Promise<Response> => {
      const body = new ReadableStream();
      return Promise.resolve(new Response(body, { status: 503, headers: { 'Retry-After': '60' } }));
    };
    expect(await secondsOfCall({ fetch })).toBe((4 + 1) * 30 + 4 * 60);
  });

  test('is 157.5 s with the defaults, for a server that never responds', async () => {
    const fetch = async (): Promise<Response> => new Promise(() => undefined);
    expect(await secondsOfCall({ fetch })).toBeCloseTo(157.5, 1);
  });

  test('has two more times timeoutMs after a 401, with a token function', async () => {
    let tokens = 0;
    const accessToken = async (): Promise<string> => {
      tokens += 1;
      const token = `invented-token-${tokens}`;
      return tokens === 1 ? token : new Promise((done) => setTimeout(done, 999, token));
    };
    const fetch = async (): Promise<Response> =>
      new Promise((done) => setTimeout(done, 999, new Response(null, { status: 401 })));
    const seconds = await secondsOfCall({ accessToken, fetch, timeoutMs: 1000, maxRetries: 0 });
    expect(seconds).toBeCloseTo(1 + 2 * 1, 1);
  });
});

test('a 429 of the fake without Retry-After is not retried within a short maxRetryDelayMs', async () => {
  const { options } = createFakeConfluent({ faults: [{ status: 429 }] });
  const confluent = createConfluentClient({ ...options, maxRetryDelayMs: 10 });
  const error: unknown = await confluent.GET(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 1000 });
  expect(error).toBeInstanceOf(ConfluentApiError);
});

test('the test in README.md passes', () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const block = blocks.find((code) => code.includes("from 'node:test'")) ?? '';
  const source = (file: string): string => pathToFileURL(join(project, 'src', file)).href;
  const onSources = block
    .replace("'confluent-connect-plugins'", `'${source('index.ts')}'`)
    .replace("'confluent-connect-plugins/testing'", `'${source('testing/index.ts')}'`);
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  writeFileSync(join(folder, 'plugins.test.mjs'), onSources);
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--test', '--test-reporter=tap', join(folder, 'plugins.test.mjs')],
    { cwd: project, encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  expect(output).toContain('# pass 1');
}, 60_000);

/** Returns the seconds of the fake clock until a call rejects. */
async function secondsOfCall(options: ConfluentClientOptions): Promise<number> {
  const credentials = options.accessToken ? {} : { apiKey: 'invented', apiSecret: 'invented' };
  const start = performance.now();
  const call = createConfluentClient({ ...credentials, ...options } as ConfluentClientOptions)
    .GET(path)
    .then(() => 0)
    .catch(() => (performance.now() - start) / 1000);
  await vi.runAllTimersAsync();
  return call;
}
