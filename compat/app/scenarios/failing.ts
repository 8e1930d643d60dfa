import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../../../test/support/constants.js';
import { apiKey, idsOf } from '../scenario.js';
import type { ScenarioContext, Scenarios } from '../scenario.js';

/** Scenarios of API errors, network faults, timeouts and aborts. */
export const failing = {
  async apiErrors({ connect, describe }) {
    const versionsIn = (plugin_id: string, environment: string): Promise<unknown> =>
      connect()
        .GET(VERSIONS_PATH, { params: { path: { plugin_id }, query: { environment } } })
        .catch(describe);
    const wrongSecret = connect({}, { apiKey, apiSecret: 'another-secret' });
    return {
      badRequest: await versionsIn('ccp-1', ''),
      notFound: await versionsIn('ccp-none', 'env-1'),
      unauthorized: await wrongSecret.GET(CONNECTOR_PLUGINS_PATH).catch(describe),
    };
  },

  async rateLimited({ connect }) {
    const retries: unknown[] = [];
    const confluent = connect({
      onRetry: ({ attempt, delayMs, error }) => {
        retries.push({ attempt, isLongEnough: delayMs >= 1000, name: error.name });
      },
    });
    return { ids: await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH)), retries };
  },

  async brokenBody({ connect, describe }) {
    const retries: unknown[] = [];
    const confluent = connect({ onRetry: ({ error }) => void retries.push(error.name) });
    const ids = await idsOf(confluent.paginate(CONNECTOR_PLUGINS_PATH));
    const withoutRetries = await connect({ maxRetries: 0 })
      .GET(CONNECTOR_PLUGINS_PATH)
      .catch(describe);
    return { ids, retries, withoutRetries };
  },

  async reset({ connect, describe }) {
    return connect({ maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH).catch(describe);
  },

  timeoutBeforeHeaders: timeOut,
  timeoutInBody: timeOut,

  abortBeforeHeaders: abort,
  abortInBody: abort,
  abortInWait: abort,

  async abortOfWalk({ connect }) {
    return rejectsWithReason((signal) =>
      idsOf(connect().paginate(CONNECTOR_PLUGINS_PATH, { signal, prefetch: true })),
    );
  },

  async ownTimeout({ connect }) {
    const signal = AbortSignal.timeout(200);
    const outcome: unknown = await connect()
      .GET(CONNECTOR_PLUGINS_PATH, { signal })
      .catch(returnReason);
    return outcome === signal.reason;
  },
} satisfies Scenarios;

async function timeOut({ connect, describe }: ScenarioContext): Promise<unknown> {
  return connect({ timeoutMs: 150, maxRetries: 1 }).GET(CONNECTOR_PLUGINS_PATH).catch(describe);
}

async function abort({ connect }: ScenarioContext): Promise<boolean> {
  return rejectsWithReason((signal) => connect().GET(CONNECTOR_PLUGINS_PATH, { signal }));
}

/** Aborts the work after 200 ms, and returns whether it rejects with the same reason object. */
async function rejectsWithReason(
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const [controller, reason] = [new AbortController(), { why: 'not needed any more' }];
  setTimeout(() => {
    controller.abort(reason);
  }, 200);
  return (await work(controller.signal).catch(returnReason)) === reason;
}

function returnReason(reason: unknown): unknown {
  return reason;
}
