/** A body is read up to a bound, however small its compressed form is. */
import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { useBundled } from '../support/bundled.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Reply } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

const bundled = useBundled('src/index');
const MIB = 2 ** 20;

/** A gzip bomb: 160 MiB of blanks in a list that never closes, compressed to less than 1 MiB. */
function bomb(status: number): Reply {
  const blanks = Buffer.alloc(MIB, ' ');
  const text = function* (): Generator<Buffer> {
    yield Buffer.from('{"data":[');
    for (let sent = 0; sent < 160; sent += 1) yield blanks;
  };
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  return { status, headers, body: Readable.from(text()).pipe(createGzip({ level: 1 })) };
}

/** Calls the server in a process of its own. Returns the error and the largest size of the process. */
async function callInProcess(baseUrl: string): Promise<{
  name: string;
  status?: number;
  message: string;
  length: number;
  maxBytes: number;
}> {
  const program = `
    import { createConfluentClient } from ${JSON.stringify(bundled('src/index'))};
    const options = { apiKey: 'k', apiSecret: 's', baseUrl: '${baseUrl}', maxRetries: 0 };
    const error = await createConfluentClient(options)
      .GET('${CONNECTOR_PLUGINS_PATH}').catch((reason) => reason);
    const { name, status, message, body } = error;
    const maxBytes = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ name, status, message, length: body?.length, maxBytes }));
  `;
  const node = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, node, { timeout: 25_000 });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof callInProcess>>;
}

test('a page that unpacks to 160 MiB ends at 64 MiB with an error that says so', async () => {
  const server = await serve(() => bomb(200));
  const { name, message, length, maxBytes } = await callInProcess(server.url);
  expect(name).toBe('ConfluentResponseError');
  expect(message).toContain('64 MiB');
  expect(length).toBeLessThanOrEqual(8192);
  expect(maxBytes).toBeLessThan(300 * MIB);
  expect(server.requests).toHaveLength(1);
});

test('a failed response that unpacks to 160 MiB is an error of its status, read to 64 KiB', async () => {
  const server = await serve(() => bomb(500));
  const { name, status, length, maxBytes } = await callInProcess(server.url);
  expect([name, status]).toEqual(['ConfluentApiError', 500]);
  expect(length).toBeLessThanOrEqual(8192);
  expect(maxBytes).toBeLessThan(200 * MIB);
});

test('a page of 20 MiB is delivered', async () => {
  const text = 'ü'.repeat(10 * MIB);
  const server = await serve(() => ({ body: { data: [{ id: 'a', text }] } }));
  const { items } = await connect(server.url)
    .paginate(CONNECTOR_PLUGINS_PATH)
    .collect({ limit: 9 });
  expect(items).toEqual([{ id: 'a', text }]);
});
