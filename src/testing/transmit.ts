import type { Answer } from './failure.js';
import type { Fault } from './options.js';

/** Resolves in a later macrotask, or never if `forever`; an abort rejects it with its reason. */
export async function wait(signal: AbortSignal, forever = false): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (forever) return;
    setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}

/** The answer as a response, which ends as the fault and the signal will have it. */
export function transmit(answer: Answer, fault: Fault | undefined, signal: AbortSignal): Response {
  const { status, body } = answer;
  const isText = typeof body === 'string';
  const headers = new Headers({ 'Content-Type': isText ? 'text/plain' : 'application/json' });
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const text = isText ? body : JSON.stringify(body);
  return new Response(body === undefined ? null : streamOf(text, fault, signal), {
    status,
    headers,
  });
}

function streamOf(text: string, fault: Fault | undefined, signal: AbortSignal): ReadableStream {
  const bytes = new TextEncoder().encode(text);
  const isCut = fault === 'stall-body' || fault === 'broken-body';
  let isStarted = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await wait(signal, isStarted && fault === 'stall-body');
        if (isStarted) throw new TypeError('terminated');
        isStarted = true;
        controller.enqueue(isCut ? bytes.subarray(0, bytes.length >> 1) : bytes);
        if (!isCut) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
