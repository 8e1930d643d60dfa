import { PLUGINS, VERSIONS, apiKey, idsOf } from './scene.js';
import type { Observations, Scene } from './scene.js';

/** What comes of errors, faults and aborts. */
export const failing = {
  async apiErrors({ connect, describe }) {
    const versionsIn = (plugin_id: string, environment: string): Promise<unknown> =>
      connect()
        .GET(VERSIONS, { params: { path: { plugin_id }, query: { environment } } })
        .catch(describe);
    const stranger = connect({}, { apiKey, apiSecret: 'another-secret' });
    return {
      badRequest: await versionsIn('ccp-1', ''),
      notFound: await versionsIn('ccp-none', 'env-1'),
      unauthorized: await stranger.GET(PLUGINS).catch(describe),
    };
  },

  async rateLimited({ connect }) {
    const retries: unknown[] = [];
    const confluent = connect({
      onRetry: ({ attempt, delayMs, error }) => {
        retries.push({ attempt, isLongEnough: delayMs >= 1000, name: error.name });
      },
    });
    return { ids: await idsOf(confluent.paginate(PLUGINS)), retries };
  },

  async brokenBody({ connect, describe }) {
    const retries: unknown[] = [];
    const confluent = connect({ onRetry: ({ error }) => void retries.push(error.name) });
    const ids = await idsOf(confluent.paginate(PLUGINS));
    const gaveUp = await connect({ maxRetries: 0 }).GET(PLUGINS).catch(describe);
    return { ids, retries, gaveUp };
  },

  async reset({ connect, describe }) {
    return connect({ maxRetries: 0 }).GET(PLUGINS).catch(describe);
  },

  timeoutBeforeHeaders: timeOut,
  timeoutInBody: timeOut,

  abortBeforeHeaders: abort,
  abortInBody: abort,
  abortInWait: abort,

  async abortOfWalk({ connect }) {
    return isOwnReason((signal) => idsOf(connect().paginate(PLUGINS, { signal, prefetch: true })));
  },

  async ownTimeout({ connect }) {
    const signal = AbortSignal.timeout(200);
    const outcome: unknown = await connect().GET(PLUGINS, { signal }).catch(itself);
    return outcome === signal.reason;
  },
} satisfies Observations;

async function timeOut({ connect, describe }: Scene): Promise<unknown> {
  return connect({ timeoutMs: 150, maxRetries: 1 }).GET(PLUGINS).catch(describe);
}

async function abort({ connect }: Scene): Promise<boolean> {
  return isOwnReason((signal) => connect().GET(PLUGINS, { signal }));
}

/** Whether work that is aborted after a while rejects with the very reason. */
async function isOwnReason(work: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
  const [controller, reason] = [new AbortController(), { why: 'enough' }];
  setTimeout(() => {
    controller.abort(reason);
  }, 200);
  return (await work(controller.signal).catch(itself)) === reason;
}

function itself(reason: unknown): unknown {
  return reason;
}
