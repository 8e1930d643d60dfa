import type { FakeResponse } from './fake-response.js';
import { waitForAbort, waitForNetwork } from './wait.js';

/** How the body of a response ends. */
export type BodyEnding = 'complete' | 'stall' | 'break';

/** Makes the Response that fetch gives. Its body follows later. */
export function sendResponse(
  { status, headers, body }: FakeResponse,
  ending: BodyEnding,
  signal: AbortSignal,
): Response {
  const stream = body === undefined ? null : streamBody(body, ending, signal);
  // The last of several names that differ in case wins; a Headers made from the object has all.
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return new Response(stream, { status, headers: sent });
}

function streamBody(text: string, ending: BodyEnding, signal: AbortSignal): ReadableStream {
  const bytes = new TextEncoder().encode(text);
  const half = bytes.subarray(0, bytes.length >> 1);
  let isStarted = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isStarted) {
          await (ending === 'stall' ? waitForAbort(signal) : waitForNetwork(signal));
          throw new TypeError('terminated');
        }
        await waitForNetwork(signal);
        isStarted = true;
        controller.enqueue(ending === 'complete' ? bytes : half);
        if (ending === 'complete') controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
