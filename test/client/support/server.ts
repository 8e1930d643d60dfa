import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Received {
  method: string;
  /** As sent: encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Fulfilled once it is answered in full, or nobody waits for the answer any more. */
  closed: Promise<void>;
}

/** An answer: a string or bytes go out as they are, another body as JSON. Default: 200, no body. */
export interface Reply {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: unknown;
}

/** What a server does instead of a good answer; each by its name. */
const faults = {
  /** The connection is reset before any answer. */
  reset: (response) => response.socket?.resetAndDestroy(),
  /** Never an answer. */
  stall: () => undefined,
  /** Headers of a 200 and the start of its body, then nothing. */
  'stall-body': (response) => response.writeHead(200, JSON_TYPE).write('{"data":'),
  /** Headers of a 503 and the start of its body, then nothing. */
  'stall-error-body': (response) => response.writeHead(503, JSON_TYPE).write('{"errors":'),
  /** A 200 whose body ends before its content-length is reached. */
  'cut-body': (response) => {
    cut(response.writeHead(200, { ...JSON_TYPE, 'Content-Length': '1000' }), '{"data":');
  },
  /** A 200 whose body, chunked, breaks off. */
  'cut-chunked-body': (response) => {
    cut(response.writeHead(200, JSON_TYPE), '{"data":');
  },
  /** A 500 whose body breaks off. */
  'cut-error-body': (response) => {
    cut(response.writeHead(500, JSON_TYPE), '{"errors":');
  },
  /** A 200 with the page of a proxy. */
  html: (response) => {
    send(response, HTML);
  },
  /** A 200 with no body. */
  empty: (response) => {
    send(response, {});
  },
  /** A 200 with JSON that is no list. */
  'wrong-envelope': (response) => {
    send(response, { body: { items: [] } });
  },
  /** A 502 with 4 MB of a proxy's page. */
  'huge-html': (response) => {
    send(response, { ...HTML, status: 502, body: `<html>${'<p>Bad gateway</p>'.repeat(220_000)}` });
  },
} satisfies Record<string, (response: ServerResponse) => unknown>;

const JSON_TYPE = { 'Content-Type': 'application/json' };
const HTML: Reply = {
  headers: { 'Content-Type': 'text/html' },
  body: '<!doctype html>\n<html><body>Sign in</body></html>',
};

/** The name of a fault. */
export type FaultName = keyof typeof faults;

/** The names of all faults. */
export const faultNames = Object.keys(faults) as FaultName[];

/** Says what comes of a request; `index` counts them from 0. */
export type Handler = (
  request: Received,
  index: number,
) => Reply | FaultName | Promise<Reply | FaultName>;

export interface TestServer {
  /** Its origin, without a slash at the end. */
  url: string;
  /** The requests so far, in order of arrival. */
  requests: Received[];
  /** Breaks what is open off. Done by itself when the test ends. */
  close: () => Promise<void>;
}

/** Serves on a free port of 127.0.0.1 until the current test ends. */
export async function serve(handler: Handler): Promise<TestServer> {
  const requests: Received[] = [];
  const server = createServer((message, response) => {
    const { method = '', url = '/', headers } = message;
    const [path = '', query] = url.split('?');
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const request = { method, path, query: new URLSearchParams(query), headers, closed };
    void (async () => {
      const reaction = await handler(request, requests.push(request) - 1);
      if (typeof reaction === 'string') faults[reaction](response);
      else send(response, reaction);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

/** Reacts to the requests in turn, and to those beyond as to the last. */
export function inTurn(...reactions: [Reply | FaultName, ...(Reply | FaultName)[]]): Handler {
  return (_, index) => reactions[Math.min(index, reactions.length - 1)] ?? {};
}

function send(response: ServerResponse, { status = 200, headers, body }: Reply): void {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, { ...(!isRaw && JSON_TYPE), ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}

/** Waits for the start to be on its way: a reset would overtake it. */
function cut(response: ServerResponse, start: string): void {
  response.write(start, () => setTimeout(() => response.socket?.destroy(), 5));
}
