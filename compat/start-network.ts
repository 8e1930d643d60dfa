import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority } from '../test/network/support/certificates.js';
import { startProxy } from '../test/network/support/proxy.js';
import type { Proxy } from '../test/network/support/proxy.js';
import { startTlsServer } from '../test/network/support/tls-server.js';
import type { TlsServer } from '../test/network/support/tls-server.js';

/** HTTPS servers with certificates of a private authority, and a proxy that demands a password. */
export interface Network {
  /** A file with the certificate of the authority. */
  caFile: string;
  server: TlsServer;
  /** Its certificate has expired. */
  expired: TlsServer;
  /** Its certificate is for another host. */
  otherHost: TlsServer;
  proxy: Proxy;
  close: () => Promise<void>;
}

/** Starts the servers and the proxy on loopback, and writes the certificate into the folder. */
export async function startNetwork(folder: string): Promise<Network> {
  const authority = await createAuthority();
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.cert);
  const server = await startTlsServer(await authority.issue());
  const expired = await startTlsServer(await authority.issue({ isExpired: true }));
  const otherHost = await startTlsServer(await authority.issue({ hostName: 'other.example.com' }));
  const proxy = await startProxy();
  return {
    caFile,
    server,
    expired,
    otherHost,
    proxy,
    async close() {
      for (const part of [server, expired, otherHost, proxy]) await part.close();
    },
  };
}
