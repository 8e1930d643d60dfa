import { createConfluentClient } from 'confluent-connect-plugins';
import { apiKey, apiSecret, describeError } from './scenario.js';
import type { Inspect, ScenarioContext } from './scenario.js';
import { exchanging } from './scenarios/exchanging.js';
import { failing } from './scenarios/failing.js';
import { listing } from './scenarios/listing.js';
import { sending } from './scenarios/sending.js';

const TIME_LIMIT_MS = 10_000;

/**
 * Runs all scenarios at the same time, and returns their results by name. The result of a scenario
 * that fails is the error as text. Only web standards are used here.
 *
 * @param server The origin of the server. Each scenario has its name as the path prefix.
 * @param inspect Formats a value as a log of this runtime does.
 * @throws {Error} If a rejection was not handled, in runtimes that continue after one.
 */
export async function runScenarios(
  server: string,
  inspect: Inspect,
): Promise<Record<string, unknown>> {
  const unhandled = new Map<Promise<unknown>, unknown>();
  // Node has no global addEventListener.
  const { addEventListener: listen } = globalThis as Partial<typeof globalThis>;
  listen?.('unhandledrejection', ({ promise, reason }) => unhandled.set(promise, reason));
  // workerd sometimes reports a rejection that is handled a moment later.
  listen?.('rejectionhandled', ({ promise }) => unhandled.delete(promise));
  const running = Object.entries({ ...listing, ...sending, ...exchanging, ...failing }).map(
    async ([name, scenario]) => {
      const baseUrl = `${server}/${name}`;
      const connect: ScenarioContext['connect'] = (options, credentials = { apiKey, apiSecret }) =>
        createConfluentClient({ baseUrl, ...options, ...credentials });
      const describe = (error: unknown): unknown => describeError(error, inspect);
      const result = await limitTime(scenario({ connect, baseUrl, describe })).catch(String);
      return [name, result] as const;
    },
  );
  const results = Object.fromEntries(await Promise.all(running));
  if (unhandled.size > 0) throw new Error(`Unhandled: ${[...unhandled.values()].join()}`);
  return results;
}

async function limitTime(work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, TIME_LIMIT_MS, `no result within ${TIME_LIMIT_MS} ms`);
  });
  return Promise.race([work, timeout]).finally(() => {
    clearTimeout(timer);
  });
}
