import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useBundled } from '../support/bundled.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const bundled = useBundled('src/index');

test('a process exits by itself after calls that succeed, fail, time out or are aborted', async () => {
  const server = await serve(({ query }) => {
    const wanted = query.get('page_token') ?? '';
    if (wanted === 'stall' || wanted === 'stall-body') return faults[wanted];
    return wanted === '' ? ONLY_PAGE : { status: Number(wanted), headers: { 'Retry-After': '90' } };
  });
  const program = `
    import { createConfluentClient } from ${JSON.stringify(bundled('src/index'))};
    const options = { apiKey: 'k', apiSecret: 's', baseUrl: '${server.url}', maxRetryDelayMs: 100_000 };
    const get = (page_token, more, signal) =>
      createConfluentClient({ ...options, ...more })
        .GET('${CONNECTOR_PLUGINS_PATH}', { params: { query: { page_token } }, signal })
        .then(() => 'good', (error) => error.name);
    const results = await Promise.all([
      get(undefined),
      get('400'),
      get('stall', { timeoutMs: 50, maxRetries: 0 }),
      get('503', {}, AbortSignal.timeout(200)),
      get('stall', {}, AbortSignal.timeout(200)),
      get('stall-body', {}, AbortSignal.timeout(200)),
    ]);
    console.log(results.join());
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { timeout: 25_000 },
  );
  expect(stdout.trim()).toBe(
    'good,ConfluentApiError,ConfluentTimeoutError,TimeoutError,TimeoutError,TimeoutError',
  );
});
