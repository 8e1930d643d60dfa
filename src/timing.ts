/** A signal as callers hand it over. */
export type MaybeSignal = AbortSignal | null | undefined;

/** The longest time that a timer can take, in milliseconds; beyond it fires at once. */
export const MAX_TIMER_MS = 2147483647;

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** In Workers of before 2025-08 `this` is not the signal: the event tells which it is. */
function wakeAll(event: Event): void {
  for (const callback of waiting.get(event.currentTarget as AbortSignal) ?? []) callback();
}

/**
 * Calls back when the signal aborts; the function returned takes that off again.
 *
 * A signal has one listener however many wait, and none once nobody does: it may outlive them by
 * far, and Node warns of more than ten.
 *
 * @throws The signal's reason, if it has aborted already.
 */
export function onAbort(signal: MaybeSignal, callback: () => void): () => void {
  if (!signal) return () => undefined;
  signal.throwIfAborted();
  const callbacks = waiting.get(signal) ?? new Set();
  waiting.set(signal, callbacks.add(callback));
  signal.addEventListener('abort', wakeAll);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener('abort', wakeAll);
  };
}

/**
 * Runs work that has so many milliseconds, under a signal that aborts when it has to stop. Whether
 * the work heeds it or not, nobody waits for it then.
 *
 * @returns What the work gives; undefined once the time is over.
 * @throws What the work throws; the parent's reason, as soon as it aborts.
 */
export async function withDeadline<T>(
  ms: number,
  parent: MaybeSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takeOff = (): void => undefined;
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      takeOff = onAbort(parent, () => {
        reject(parent?.reason as Error);
        controller.abort(parent?.reason);
      });
      timer = setTimeout(() => {
        resolve(undefined);
        controller.abort();
      }, ms);
      work(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    takeOff();
  }
}

/**
 * Waits so many milliseconds.
 *
 * @throws The signal's reason, as soon as it aborts.
 */
export async function sleep(ms: number, signal: MaybeSignal): Promise<void> {
  await withDeadline(ms, signal, () => new Promise(() => undefined));
}
