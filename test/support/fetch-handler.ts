import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Handler, Received } from './loopback-server.js';

/** A handler in terms of web standards, such as the `fetch` of the fake Confluent. */
type WebHandler = (request: Request) => Promise<Response>;

/**
 * Serves a web handler. The request's signal aborts when its connection closes, and the connection
 * is reset when the handler rejects.
 *
 * @param origin What the URL of each request starts with.
 */
export function handleWithFetch(origin: string, fetch: WebHandler): Handler {
  return async (received) => {
    try {
      const { status, headers, body } = await fetch(toRequest(origin, received));
      // The type of the DOM lacks members that Node's own stream has.
      const stream = body === null ? undefined : Readable.fromWeb(body as ReadableStream);
      return { status, headers: Object.fromEntries(headers), body: stream };
    } catch {
      return { kind: 'reset' };
    }
  };
}

function toRequest(origin: string, { method, target, headers, body, closed }: Received): Request {
  const aborted = new AbortController();
  void closed.then(() => {
    aborted.abort();
  });
  const values = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Request(origin + target, {
    method,
    headers: values,
    signal: aborted.signal,
    ...(body !== '' && { body }),
  });
}
