/**
 * An abort reaches the connection although a middleware replaced the request and the garbage
 * collector ran: undici holds the chain of abort signals weakly.
 */
import { spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { useBundled } from '../support/bundled.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { serve } from '../support/serve.js';

const bundled = useBundled('src/index');

/** Runs a program in a process that can collect its garbage, and ends it with the test. */
function run(program: string): void {
  const node = ['--expose-gc', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => void child.kill());
}

test.each([
  ['timeoutMs', 'new Request(request)', 'stall'],
  ['timeoutMs', 'request.clone()', 'stall-body'],
  ["the caller's signal", 'new Request(request)', 'stall'],
  ["the caller's signal", 'new Request(request)', 'stall-body'],
] as const)(
  '%s closes the connection after a middleware returned %s, during the fault %s',
  async (by, replacement, fault) => {
    const server = await serve(() => faults[fault]);
    const limits =
      by === 'timeoutMs'
        ? { options: 'timeoutMs: 600', signal: 'undefined' }
        : { options: 'timeoutMs: 60_000', signal: 'AbortSignal.timeout(600)' };
    // The timer keeps the process alive: its end would close the connection as well.
    run(`
      import { createConfluentClient } from ${JSON.stringify(bundled('src/index'))};
      setInterval(gc, 50);
      const confluent = createConfluentClient({
        apiKey: 'k', apiSecret: 's', baseUrl: '${server.url}', maxRetries: 0, ${limits.options},
        middleware: [{ onRequest: ({ request }) => ${replacement} }],
      });
      confluent.GET('${CONNECTOR_PLUGINS_PATH}', { signal: ${limits.signal} }).catch(() => {});
    `);
    await server.waitForRequests(1);
    const isClosed = server.requests[0]?.closed.then(() => 'closed');
    const isLate = new Promise((done) => setTimeout(done, 8000, 'open'));
    expect(await Promise.race([isClosed, isLate])).toBe('closed');
    expect(server.requests[0]?.state).toBe('aborted');
  },
);
