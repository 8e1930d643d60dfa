import type { IncomingHttpHeaders } from 'node:http';
import { RequestError, Server } from 'proxy-chain';

export const PROXY_USER = 'proxy-user';
/** It has characters that a URL cannot hold as they are. */
const PROXY_PASSWORD = 'p@ss/word';

/** A running proxy of the package proxy-chain. */
export interface Proxy {
  /** The URL without credentials. */
  url: string;
  /** The URL with the right user name and password. */
  urlWithCredentials: string;
  /** The hosts and ports that were asked for, with the user name that was given. */
  asked: { target: string; user: string }[];
  /** The headers that the proxy could read, of the requests so far. */
  headers: IncomingHttpHeaders[];
  close: () => Promise<void>;
}

/**
 * Starts a proxy on a free port of 127.0.0.1 that demands a user name and a password.
 *
 * @param options.refusal The status with which it refuses all hosts. Default: it lets requests pass.
 */
export async function startProxy({ refusal }: { refusal?: number } = {}): Promise<Proxy> {
  const asked: Proxy['asked'] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = new Server({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction({ request, hostname, port, username, password }) {
      headers.push(request.headers);
      asked.push({ target: `${hostname}:${port}`, user: username });
      const isRight = username === PROXY_USER && password === PROXY_PASSWORD;
      if (isRight && refusal) throw new RequestError('No request passes.', refusal);
      return { requestAuthentication: !isRight };
    },
  });
  await server.listen();
  const host = `127.0.0.1:${server.port}`;
  return {
    url: `http://${host}`,
    urlWithCredentials: `http://${PROXY_USER}:${encodeURIComponent(PROXY_PASSWORD)}@${host}`,
    asked,
    headers,
    close: async () => server.close(true),
  };
}
