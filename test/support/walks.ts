import { getEventListeners } from 'node:events';
import { expect, vi } from 'vitest';
import type { Handler, LoopbackServer, Received, Reply } from './loopback-server.js';

/** The ids of the items on the pages of a list. */
export const THREE_PAGES = [['a', 'b'], ['c', 'd'], ['e']] as const;
export const ALL_IDS = ['a', 'b', 'c', 'd', 'e'];

/**
 * Returns a handler that gives other replies to some requests.
 *
 * @param replies The replies by the number of the request. The first request is 1.
 */
export function withReplies(handler: Handler, replies: Record<number, Reply>): Handler {
  return (request, index) => replies[index + 1] ?? handler(request, index);
}

/** Returns the query of each request as an object. */
export function requestedQueries({ requests }: LoopbackServer): Record<string, string>[] {
  return requests.map(({ query }) => Object.fromEntries(query));
}

/** Returns the ids of all items of a walk. */
export async function idsOf(walk: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of walk) ids.push(id);
  return ids;
}

/** Returns the ids that a walk delivers before it fails, and its error. */
export async function walkToError(
  walk: AsyncIterable<{ id: string }>,
): Promise<{ delivered: string[]; error: unknown }> {
  const delivered: string[] = [];
  try {
    for await (const { id } of walk) delivered.push(id);
  } catch (error) {
    return { delivered, error };
  }
  throw new Error(`The walk did not fail: ${delivered.join()}`);
}

/** Takes the first value of a walk, waits for `beforeBreak`, and breaks out of the loop. */
export async function takeFirst<T>(
  walk: AsyncIterable<T>,
  beforeBreak: () => Promise<void> = () => Promise.resolve(),
): Promise<T | undefined> {
  for await (const first of walk) {
    await beforeBreak();
    return first;
  }
  return undefined;
}

/** Returns the id of the item that a step of an iterator gave; undefined at the end. */
export function idOfStep(step: IteratorResult<{ id: string }, unknown>): string | undefined {
  return step.done ? undefined : step.value.id;
}

/** Returns how many listeners wait for the signal to abort. */
export function countListeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}

/** Waits until the check passes. No test depends on how long that takes. */
export async function until(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 20_000, interval: 2 });
}

/** Waits until the request is over, and expects that the client has cancelled it. */
export async function expectCancelled(request: Received | undefined): Promise<void> {
  await request?.closed;
  expect(request?.state).toBe('aborted');
}

/** Waits until the request with this number is over and the client has read what came. */
export async function untilRead(server: LoopbackServer, number: number): Promise<void> {
  await server.waitForRequests(number);
  await server.requests[number - 1]?.closed;
  await server.settle();
}
