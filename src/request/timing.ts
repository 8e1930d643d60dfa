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
  let stopListening: (() => void) | undefined;
  return new Promise<Timed<T>>((resolve, reject) => {
    stopListening = onAbort(parent, (reason) => {
      controller.abort(reason);
      reject(reason);
    });
    const expire = (): void => {
      resolve({ kind: 'timeout' });
      controller.abort();
    };
    timer = setTimeout(expire, ms);
    work(controller.signal).then((value) => {
      resolve({ kind: 'done', value });
    }, reject);
  }).finally(() => {
    clearTimeout(timer);
    stopListening?.();
  });
}

/**
 * Waits a number of milliseconds.
 *
 * @throws The signal's reason as soon as it aborts.
 */
export async function sleep(ms: number, signal: OptionalSignal): Promise<void> {
  await withDeadline(ms, signal, async () => new Promise(() => undefined));
}

/** The reason is what the caller gave to `abort()`: an Error by default. */
type AbortCallback = (reason: Error) => void;

const callbacksOf = new WeakMap<EventTarget, Set<AbortCallback>>();

/**
 * Calls back when the signal aborts. Returns a function that stops this.
 *
 * A signal has one listener for all callbacks, and none when no callback is left: it may live far
 * longer than a call, and Node 20 warns of more than ten listeners.
 *
 * @throws The signal's reason if it has aborted already.
 */
export function onAbort(signal: OptionalSignal, callback: AbortCallback): () => void {
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
  const signal = currentTarget as AbortSignal;
  for (const callback of callbacksOf.get(signal) ?? []) callback(signal.reason as Error);
}
