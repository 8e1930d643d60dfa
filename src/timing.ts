/** A signal as callers hand it over. */
export type MaybeSignal = AbortSignal | null | undefined;

/** The longest time that a timer can take, in milliseconds; beyond it fires at once. */
export const MAX_TIMER_MS = 2147483647;

/** What `withDeadline` rejects with once the time is over. */
export const DEADLINE_PASSED: Error = new Error('timeout');

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

function wakeAll(this: AbortSignal): void {
  for (const callback of waiting.get(this) ?? []) callback();
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
 * @throws What the work throws; `DEADLINE_PASSED`; the parent's reason, as soon as it aborts.
 */
export async function withDeadline<T>(
  ms: number,
  parent: MaybeSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takeOff = (): void => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (reason: Error): void => {
        reject(reason);
        controller.abort(reason);
      };
      takeOff = onAbort(parent, () => {
        stop(parent?.reason as Error);
      });
      timer = setTimeout(stop, ms, DEADLINE_PASSED);
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
 * @param meanwhile Done in the meantime; the wait is no longer for it.
 * @throws The signal's reason, as soon as it aborts; what `meanwhile` throws until then.
 */
export async function sleep(
  ms: number,
  signal: MaybeSignal,
  meanwhile?: () => void | Promise<void>,
): Promise<void> {
  try {
    await withDeadline(ms, signal, async () => {
      await meanwhile?.();
      await new Promise(() => undefined);
    });
  } catch (error) {
    if (error !== DEADLINE_PASSED) throw error;
  }
}
