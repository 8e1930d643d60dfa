/** A signal as callers give it. */
export type OptionalSignal = AbortSignal | null | undefined;

/** Work that ended in time, or did not. */
export type Timed<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'timeout' };

/**
 * Runs work that may take a number of milliseconds, under a signal that aborts when it has to stop.
 * Work that ignores the signal is not waited for.
 *
 * @throws What the work throws; the parent's reason as soon as it aborts.
 */
export async function withDeadline<T>(
  ms: number,
  parent: OptionalSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Timed<T>> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timed = new Promise<Timed<T>>((resolve, reject) => {
    timer = setTimeout(() => {
      resolve({ kind: 'timeout' });
      controller.abort();
    }, ms);
    work(controller.signal).then((value) => {
      resolve({ kind: 'done', value });
    }, reject);
  });
  const abort = (): void => {
    controller.abort(parent?.reason);
  };
  return untilAborted(parent, timed, abort).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * Waits a number of milliseconds.
 *
 * @throws The signal's reason as soon as it aborts.
 */
export async function sleep(ms: number, signal: OptionalSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return untilAborted(signal, pause).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * Waits for a promise until the signal aborts.
 *
 * @param abort Called before the wait ends by an abort.
 * @throws What the promise rejects with; the signal's reason as soon as it aborts.
 */
export async function untilAborted<T>(
  signal: OptionalSignal,
  promise: Promise<T>,
  abort?: () => void,
): Promise<T> {
  let stopListening: (() => void) | undefined;
  return new Promise<T>((resolve, reject) => {
    promise.then(resolve, reject);
    stopListening = onAbort(signal, () => {
      abort?.();
      reject(signal?.reason as Error);
    });
  }).finally(() => stopListening?.());
}

const callbacksOf = new WeakMap<EventTarget, Set<() => void>>();

/**
 * Calls back when the signal aborts. Returns a function that stops this.
 *
 * A signal has one listener for all callbacks, and none when no callback is left: it may live far
 * longer than a call, and Node 20 warns of more than ten listeners.
 *
 * @throws The signal's reason if it has aborted already.
 */
export function onAbort(signal: OptionalSignal, callback: () => void): () => void {
  if (!signal) return () => undefined;
  signal.throwIfAborted();
  const callbacks = callbacksOf.get(signal) ?? new Set();
  callbacksOf.set(signal, callbacks.add(callback));
  signal.addEventListener('abort', runCallbacks);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener('abort', runCallbacks);
  };
}

/** The event names the signal: in Workers before 2025-08, `this` is not the signal. */
function runCallbacks({ currentTarget }: Event): void {
  for (const callback of callbacksOf.get(currentTarget as AbortSignal) ?? []) callback();
}
