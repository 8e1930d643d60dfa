import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  ConfluentApiError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect, failureOf, LIST, PLUGINS, rejectionOf } from './support/client.js';
import { inTurn, serve } from './support/server.js';

const never = new Promise<never>(() => undefined);
const LATER = { 'Retry-After': '90' };
const FULL = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '90' };
const patient = { maxRetryDelayMs: 100_000 };

/** A phase of a call: a client that stays in it, and a promise that it is there. */
type Phase = () => Promise<{ confluent: ConfluentClient; reached: Promise<unknown> }>;

/** Resolves with `reach`; where only the client can tell, a moment after what the server saw. */
function moment(): { reached: Promise<void>; reach: () => void; soon: () => void } {
  let reach = (): void => undefined;
  const reached = new Promise<void>((done) => {
    reach = done;
  });
  const soon = (): void => void setTimeout(reach, 20);
  return { reached, reach, soon };
}

const phases: [phase: string, Phase][] = [
  [
    'the token function is pending',
    async () => {
      const { reached, reach } = moment();
      const { url } = await serve(() => LIST);
      const accessToken = async (): Promise<string> => {
        reach();
        return never;
      };
      return { confluent: createConfluentClient({ accessToken, baseUrl: url }), reached };
    },
  ],
  [
    'a middleware is pending',
    async () => {
      const { reached, reach } = moment();
      const { url } = await serve(() => LIST);
      const onRequest = async (): Promise<undefined> => {
        reach();
        return never;
      };
      return { confluent: connect(url, { middleware: [{ onRequest }] }), reached };
    },
  ],
  ...(['stall', 'stall-body', 'stall-error-body'] as const).map((fault): [string, Phase] => [
    `the answer is pending: ${fault}`,
    async () => {
      const { reached, soon } = moment();
      const { url } = await serve(() => {
        soon();
        return fault;
      });
      return { confluent: connect(url), reached };
    },
  ]),
  [
    'a fetch that minds no signal is pending',
    async () => {
      const { reached, reach } = moment();
      const fetch = async (): Promise<Response> => {
        reach();
        return never;
      };
      return Promise.resolve({ confluent: connect('https://a.test', { fetch }), reached });
    },
  ],
  [
    'the next attempt is waited for',
    async () => {
      const { reached, soon } = moment();
      const { url } = await serve(() => ({ status: 503, headers: LATER }));
      return { confluent: connect(url, { ...patient, onRetry: soon }), reached };
    },
  ],
  [
    'the window is waited for',
    async () => {
      const { url } = await serve(() => ({ ...LIST, headers: FULL }));
      const confluent = connect(url, patient);
      await confluent.GET(PLUGINS);
      const { reached, soon } = moment();
      soon();
      return { confluent, reached };
    },
  ],
];

describe.each(phases)('an abort while %s', (_, start) => {
  test.each<[string, unknown]>([
    ['an error', new Error('enough')],
    ['a text', 'enough'],
    ['no reason', undefined],
  ])('ends the call at once with the reason: %s', async (_, reason) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { confluent, reached } = await start();
    const call = rejectionOf(confluent.GET(PLUGINS, { signal }));
    await reached;
    controller.abort(reason);
    expect(await call).toBe(signal.reason);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('ends a walk at once with the reason', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { confluent, reached } = await start();
    const walk = rejectionOf(confluent.paginate(PLUGINS, { signal }).collect({ limit: 9 }));
    await reached;
    controller.abort(new Error('enough'));
    expect(await walk).toBe(signal.reason);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('ends the one call and no other', async () => {
    const controller = new AbortController();
    const { confluent, reached } = await start();
    let others = 0;
    const other = new AbortController();
    const rest = rejectionOf(confluent.GET(PLUGINS, { signal: other.signal })).finally(() => {
      others += 1;
    });
    const call = rejectionOf(confluent.GET(PLUGINS, { signal: controller.signal }));
    await reached;
    controller.abort(new Error('enough'));
    expect(await call).toEqual(new Error('enough'));
    expect(others).toBe(0);
    other.abort(new Error('the rest'));
    expect(await rest).toEqual(new Error('the rest'));
  });
});

describe('a signal', () => {
  test(
    'that aborts while onRetry is pending ends the call at once',
    { timeout: 5000 },
    async () => {
      const { url } = await serve(() => 'reset');
      const controller = new AbortController();
      const onRetry = async (): Promise<void> => {
        setTimeout(() => {
          controller.abort('enough');
        }, 10);
        return never;
      };
      const call = connect(url, { onRetry }).GET(PLUGINS, { signal: controller.signal });
      expect(await rejectionOf(call)).toBe('enough');
    },
  );

  test('that has aborted before lets nothing be asked or sent', async () => {
    const server = await serve(() => LIST);
    const accessToken = (): string => {
      throw new Error('asked');
    };
    const confluent = createConfluentClient({ accessToken, baseUrl: server.url });
    const signal = AbortSignal.abort('before');
    expect(await rejectionOf(confluent.GET(PLUGINS, { signal }))).toBe('before');
    const walk = confluent.paginate(PLUGINS, { signal }).collect({ limit: 1 });
    expect(await rejectionOf(walk)).toBe('before');
    expect(server.requests).toHaveLength(0);
  });

  test('that aborts takes the request off the wire', async () => {
    const server = await serve(() => 'stall');
    const controller = new AbortController();
    const call = rejectionOf(connect(server.url).GET(PLUGINS, { signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    await call;
    await server.requests[0]?.closed;
  });

  test('of AbortSignal.timeout gives its own reason, not a ConfluentTimeoutError', async () => {
    const { url } = await serve(() => 'stall');
    const signal = AbortSignal.timeout(20);
    const error = await rejectionOf(connect(url).GET(PLUGINS, { signal }));
    expect(error).toBe(signal.reason);
    expect(error).toMatchObject({ name: 'TimeoutError' });
  });

  test('may be null or undefined', async () => {
    const { url } = await serve(() => LIST);
    await connect(url).GET(PLUGINS, { signal: null });
    // As it comes of a variable.
    const init = { signal: undefined } as unknown as object;
    await connect(url).GET(PLUGINS, init);
  });

  test('that outlives many calls keeps no listener, and has one at most while they run', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const { signal } = new AbortController();
    const most: number[] = [];
    const { url } = await serve((_, index) => {
      most.push(getEventListeners(signal, 'abort').length);
      return ([{ status: 503 }, 'reset', 'cut-body', LIST, LIST] as const)[index % 5] ?? LIST;
    });
    const confluent = connect(url, { maxRetries: 1 });
    for (let i = 0; i < 10; i++) {
      await confluent.GET(PLUGINS, { signal }).catch(() => undefined);
    }
    const many = Array.from({ length: 30 }, async () => confluent.GET(PLUGINS, { signal }));
    await Promise.allSettled(many);
    const patient = connect(url, { maxRetries: 10 });
    for await (const page of patient.paginate(PLUGINS, { signal, prefetch: true }).pages()) {
      most.push(page.items.length);
      break;
    }
    expect(Math.max(...most)).toBe(1);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await new Promise((resolve) => setTimeout(resolve));
    expect(warnings).toEqual([]);
  });
});

const TIMED = [
  'the token function is pending',
  'a middleware is pending',
  'the answer is pending: stall',
  'the answer is pending: stall-body',
  'a fetch that minds no signal is pending',
];

describe('timeoutMs', () => {
  test.each(TIMED)('ends an attempt while %s', async (phase) => {
    const { reached, reach } = moment();
    const isPending = (what: string): boolean => phase.includes(what);
    const wait = async (): Promise<never> => {
      reach();
      return never;
    };
    const fault = isPending('stall-body') ? 'stall-body' : 'stall';
    const { url } = await serve(() => {
      reach();
      return fault;
    });
    const confluent = createConfluentClient({
      accessToken: isPending('token function') ? wait : 'token',
      middleware: isPending('middleware') ? [{ onRequest: wait }] : undefined,
      fetch: isPending('minds no signal') ? wait : undefined,
      baseUrl: url,
      timeoutMs: 30,
      maxRetries: 1,
      maxRetryDelayMs: 1,
    });
    const error = await failureOf(ConfluentTimeoutError, confluent.GET(PLUGINS));
    await reached;
    expect(error).toMatchObject({ timeoutMs: 30, attempts: 2, retryable: true });
    expect(error.message).toMatch(/^GET \S+: .*30 ms/);
  });

  test('of an error whose body stalls leaves the error', async () => {
    const { url } = await serve(() => 'stall-error-body');
    const confluent = connect(url, { timeoutMs: 50, maxRetries: 0 });
    expect(await failureOf(ConfluentApiError, confluent.GET(PLUGINS))).toMatchObject({
      status: 503,
    });
  });

  test('counts for each attempt anew, and takes it off the wire', async () => {
    const server = await serve(inTurn('stall', 'stall-body', LIST));
    await connect(server.url, { timeoutMs: 100, maxRetries: 20 }).GET(PLUGINS);
    expect(server.requests.length).toBeGreaterThanOrEqual(3);
    await Promise.all(server.requests.map(async ({ closed }) => closed));
  });

  test('does not count the wait for the next attempt', async () => {
    const { url } = await serve(inTurn({ status: 503, headers: { 'Retry-After': '0.3' } }, LIST));
    const confluent = connect(url, { timeoutMs: 250, maxRetryDelayMs: 300 });
    await confluent.GET(PLUGINS);
  });

  test('lets a token that comes too late send nothing', async () => {
    const server = await serve(() => LIST);
    const { reached, reach } = moment();
    const confluent = createConfluentClient({
      accessToken: async () => {
        await reached;
        return 'token';
      },
      baseUrl: server.url,
      timeoutMs: 20,
      maxRetries: 0,
    });
    await failureOf(ConfluentTimeoutError, confluent.GET(PLUGINS));
    reach();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests).toHaveLength(0);
  });
});

test('a process ends by itself after calls that succeeded, failed, timed out or were aborted', async () => {
  const server = await serve(({ query }) => {
    const asked = query.get('page_token') ?? '';
    if (asked === 'stall' || asked === 'stall-body') return asked;
    return asked === '' ? LIST : { status: Number(asked), headers: LATER };
  });
  const source = resolve(import.meta.dirname, '../../src/index.ts');
  const program = `
    import { createConfluentClient } from ${JSON.stringify(source)};
    const path = '/connect/v1/custom-connector-plugins';
    const options = { apiKey: 'k', apiSecret: 's', baseUrl: '${server.url}', maxRetryDelayMs: 100_000 };
    const ask = (page_token, more, signal) =>
      createConfluentClient({ ...options, ...more })
        .GET(path, { params: { query: { page_token } }, signal })
        .then(() => 'good', (error) => error.name);
    const results = await Promise.all([
      ask(undefined),
      ask('400'),
      ask('stall', { timeoutMs: 50, maxRetries: 0 }),
      ask('503', {}, AbortSignal.timeout(300)),
      ask('stall', {}, AbortSignal.timeout(300)),
      ask('stall-body', {}, AbortSignal.timeout(300)),
    ]);
    console.log(results.join());
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { timeout: 25_000 },
  );
  expect(stdout.trim()).toBe(
    'good,ConfluentApiError,ConfluentTimeoutError,TimeoutError,TimeoutError,TimeoutError',
  );
});
