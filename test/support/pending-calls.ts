import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { connect, connectToFetch } from './client.js';
import { CONNECTOR_PLUGINS_PATH } from './constants.js';
import { faults } from './faults.js';
import { ONLY_PAGE } from './pages.js';
import { serve } from './serve.js';

/** A client whose next call stays pending, and a promise that resolves while it is pending. */
interface PendingCall {
  confluent: ConfluentClient;
  pending: Promise<void>;
}

export const never = new Promise<never>(() => undefined);

/** Starts what keeps a call pending; the key says what the call waits for. */
export const pendingCalls: Record<string, () => Promise<PendingCall>> = {
  'the token function is pending': async () => {
    const { promise, resolve } = createSignal();
    const { url } = await serve(() => ONLY_PAGE);
    const accessToken = async (): Promise<string> => {
      resolve();
      return never;
    };
    const confluent = createConfluentClient({ accessToken, baseUrl: url });
    return { confluent, pending: promise };
  },
  'a middleware is pending': async () => {
    const { promise, resolve } = createSignal();
    const { url } = await serve(() => ONLY_PAGE);
    const onRequest = async (): Promise<undefined> => {
      resolve();
      return never;
    };
    return { confluent: connect(url, { middleware: [{ onRequest }] }), pending: promise };
  },
  'the response is pending': async () => waitForServer('stall'),
  'the body of a 200 is pending': async () => waitForServer('stall-body'),
  'the body of a 503 is pending': async () => waitForServer('stall-error-body'),
  'a fetch that ignores its signal is pending': async () => {
    const { promise, resolve } = createSignal();
    const confluent = connectToFetch(async () => {
      resolve();
      return never;
    });
    return Promise.resolve({ confluent, pending: promise });
  },
  'the next attempt is waited for': async () => {
    const { promise, resolveSoon } = createSignal();
    const { url } = await serve(() => ({ status: 503, headers: { 'Retry-After': '90' } }));
    const confluent = connect(url, { maxRetryDelayMs: 100_000, onRetry: resolveSoon });
    return { confluent, pending: promise };
  },
  'the rate limit window is waited for': async () => {
    const { promise, resolveSoon } = createSignal();
    const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '90' };
    const { url } = await serve(() => ({ ...ONLY_PAGE, headers }));
    const confluent = connect(url, { maxRetryDelayMs: 100_000 });
    await confluent.GET(CONNECTOR_PLUGINS_PATH);
    resolveSoon();
    return { confluent, pending: promise };
  },
};

async function waitForServer(
  fault: 'stall' | 'stall-body' | 'stall-error-body',
): Promise<PendingCall> {
  const { promise, resolveSoon } = createSignal();
  const { url } = await serve(() => {
    resolveSoon();
    return faults[fault];
  });
  return { confluent: connect(url), pending: promise };
}

/** `resolveSoon` is for states that only the client can know: it resolves a little later. */
function createSignal(): { promise: Promise<void>; resolve: () => void; resolveSoon: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const resolveSoon = (): void => void setTimeout(resolve, 10);
  return { promise, resolve, resolveSoon };
}
