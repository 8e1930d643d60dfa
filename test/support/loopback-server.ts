import { EventEmitter, once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { sendReply } from './reply.js';
import type { Reply } from './reply.js';

export type { Reply };

/** A request that the server received. */
export interface Received {
  method: string;
  /** The path and the query, as sent: still encoded. */
  target: string;
  /** The path, as sent: still encoded. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** 'aborted' means that the connection closed before the whole response was sent. */
  state: 'open' | 'completed' | 'aborted';
  /** Resolves when the state is no longer 'open'. */
  closed: Promise<void>;
}

/** Returns the reply to a request. `index` counts the requests from 0. */
export type Handler = (request: Received, index: number) => Reply | Promise<Reply>;

/** A running server. */
export interface LoopbackServer {
  /** The origin, without a slash at the end. */
  url: string;
  /** The requests so far, in order of arrival. */
  requests: Received[];
  /** Returns the number of connections that are open now. */
  countOpenSockets: () => number;
  /** Resolves when at least this many requests have arrived. */
  waitForRequests: (count: number) => Promise<void>;
  /** Resolves after three round trips, in which requests that were on their way arrive. */
  settle: () => Promise<void>;
  /** Breaks off all connections and stops the server. */
  close: () => Promise<void>;
}

/** The server responds to this path by itself and does not record the request. */
const SETTLE_PATH = '/loopback-server-settle';

/**
 * Starts an HTTP server on a free port of 127.0.0.1.
 *
 * @param options.record Whether to keep the requests in `requests`. Default: true.
 */
export async function startServer(
  handler: Handler,
  { record = true }: { record?: boolean } = {},
): Promise<LoopbackServer> {
  const requests: Received[] = [];
  const sockets = new Set<Socket>();
  const arrivals = new EventEmitter();
  let count = 0;

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receive(message, response);
    if (request === undefined) return;
    if (record) requests.push(request);
    count += 1;
    arrivals.emit('request');
    const reply = await handler(request, count - 1);
    sendReply(response, reply);
  }

  const server = createServer((message, response) => {
    if (message.url === SETTLE_PATH) response.end();
    else void handle(message, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // An idle connection stays open, so that the server never closes one that a client is about to use.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    requests,
    countOpenSockets: () => sockets.size,
    async waitForRequests(expected) {
      while (count < expected) await once(arrivals, 'request');
    },
    async settle() {
      for (let trip = 0; trip < 3; trip += 1) await visit(url + SETTLE_PATH);
    },
    async close() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Returns undefined if the client goes away before its whole body has arrived. */
async function receive(
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Received | undefined> {
  const { method = '', url: target = '', headers } = message;
  const { pathname: path, query } = splitTarget(target);
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      request.state = response.writableFinished ? 'completed' : 'aborted';
      resolve();
    });
  });
  const request: Received = {
    method,
    target,
    path,
    query,
    headers,
    body: '',
    state: 'open',
    closed,
  };
  if (!('content-length' in headers) && !('transfer-encoding' in headers)) return request;
  try {
    request.body = await text(message);
    return request;
  } catch {
    return undefined;
  }
}

/** Splits without decoding: `new URL` would resolve `..` in the path. */
function splitTarget(target: string): { pathname: string; query: URLSearchParams } {
  const mark = target.indexOf('?');
  if (mark < 0) return { pathname: target, query: new URLSearchParams() };
  return { pathname: target.slice(0, mark), query: new URLSearchParams(target.slice(mark)) };
}

async function visit(url: string): Promise<void> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  await text(response);
}
