/** What an app sees of the package, by web standards alone: the same in every runtime. */
import { createConfluentClient } from 'confluent-connect-plugins';
import { failing } from './failing.js';
import { listing } from './listing.js';
import { apiKey, apiSecret, describeError } from './scene.js';
import type { Inspect, Scene } from './scene.js';
import { sending } from './sending.js';

const TIME_LIMIT_MS = 10_000;

/**
 * Makes every observation, all at once; of one that fails it gives the error as text.
 *
 * @param server Where each observation's world is, under its name.
 * @param inspect How this runtime shows a value in a log.
 * @throws {Error} If a rejection was not handled, in runtimes that go on all the same.
 */
export async function observe(server: string, inspect: Inspect): Promise<Record<string, unknown>> {
  const unhandled = new Map<Promise<unknown>, unknown>();
  const { addEventListener: listen } = globalThis as Partial<typeof globalThis>;
  listen?.('unhandledrejection', ({ promise, reason }) => unhandled.set(promise, reason));
  // workerd is sometimes too quick to call a rejection unhandled.
  listen?.('rejectionhandled', ({ promise }) => unhandled.delete(promise));
  const observations = Object.entries({ ...listing, ...sending, ...failing });
  const making = observations.map(async ([name, observation]) => {
    const baseUrl = `${server}/${name}`;
    const connect: Scene['connect'] = (options, credentials = { apiKey, apiSecret }) =>
      createConfluentClient({ baseUrl, ...options, ...credentials });
    const scene = { connect, baseUrl, describe: (error: unknown) => describeError(error, inspect) };
    return [name, await inTime(observation(scene)).catch(String)];
  });
  const seen = Object.fromEntries(await Promise.all(making)) as Record<string, unknown>;
  if (unhandled.size > 0) throw new Error(`Unhandled: ${[...unhandled.values()].join()}`);
  return seen;
}

async function inTime(work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise((resolve) => {
    timer = setTimeout(resolve, TIME_LIMIT_MS, `nothing within ${TIME_LIMIT_MS} ms`);
  });
  return Promise.race([work, tooLate]).finally(() => {
    clearTimeout(timer);
  });
}
