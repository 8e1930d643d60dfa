/** The timer of the runtime, kept before a test fakes it. */
const { setTimeout } = globalThis;

/**
 * Waits for a later macrotask, as a response from a network does. Where a test has faked the timers,
 * it waits for a microtask: a test that advances a fake clock lets hardly any macrotask pass.
 *
 * @throws The reason of the signal, when it aborts.
 */
export async function waitForNetwork(signal: AbortSignal): Promise<void> {
  await waitUntil(signal, (resolve) => {
    // The fake timers of Vitest, Jest and Sinon have this mark.
    if (Object.hasOwn(globalThis.setTimeout, 'clock')) {
      resolve();
      return;
    }
    // A message is used rather than a timer, because tests fake timers. Some runtimes have none.
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Waits until the signal aborts.
 *
 * @throws The reason of the signal.
 */
export async function waitForAbort(signal: AbortSignal): Promise<void> {
  await waitUntil(signal, () => undefined);
}

async function waitUntil(signal: AbortSignal, start: (resolve: () => void) => void): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    start(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}
