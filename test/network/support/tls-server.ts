import { once } from 'node:events';
import { createServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { ONLY_PAGE } from '../../support/pages.js';

/** A running HTTPS server, which responds to every request with a page of one plugin. */
export interface TlsServer {
  /** The origin, with the host name `localhost`. */
  url: string;
  /** The Authorization headers of the requests so far. */
  authorizations: (string | undefined)[];
  /** The number of TCP connections so far. */
  countConnections: () => number;
  close: () => Promise<void>;
}

/** Starts an HTTPS server on a free port of 127.0.0.1. */
export async function startTlsServer(options: ServerOptions): Promise<TlsServer> {
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(options, (request, response) => {
    authorizations.push(request.headers.authorization);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(ONLY_PAGE.body));
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    authorizations,
    countConnections: () => connections,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
