import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfluentConnectionError } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { useBundled } from '../support/bundled.js';
import { ONLY_PAGE } from '../support/pages.js';
import { createClientWithCertificate } from './recipes/client-certificate.js';
import { createClientBehindInspection } from './recipes/inspecting-proxy.js';
import { createClientWithAuthority } from './recipes/private-authority.js';
import { createClientBehindProxy } from './recipes/proxy.js';
import { createAuthority } from './support/certificates.js';
import type { Authority } from './support/certificates.js';
import { environmentOf, untilTestEnds, useEnvironmentOf } from './support/client.js';
import type { ListResult } from './support/print-list.js';
import { PROXY_USER, startProxy } from './support/proxy.js';
import { startServer } from '../support/loopback-server.js';
import { startTlsServer } from './support/tls-server.js';
import type { TlsServer } from './support/tls-server.js';

const bundled = useBundled('test/network/support/list-plugins');
let authority: Authority;
let folder: string;
/** The authority's certificate as a file. */
let caFile: string;

beforeAll(async () => {
  authority = await createAuthority();
  folder = await mkdtemp(join(tmpdir(), 'network-'));
  caFile = await writePem('ca', authority.cert);
});
afterAll(async () => rm(folder, { recursive: true }));

async function writePem(name: string, pem: string): Promise<string> {
  const file = join(folder, `${name}.pem`);
  await writeFile(file, pem);
  return file;
}

/** A server whose certificate is of the private authority. */
async function startPrivateServer(options = {}): Promise<TlsServer> {
  const certificate = await authority.issue();
  const server = await untilTestEnds(startTlsServer({ ...certificate, ...options }));
  useEnvironmentOf(server.url);
  return server;
}

async function list(confluent: ConfluentClient): Promise<unknown> {
  return (await confluent.GET(CONNECTOR_PLUGINS_PATH)).data;
}

describe('the recipe for a proxy', () => {
  test('sends the user name and the password to the proxy, and the credentials to the server', async () => {
    const server = await untilTestEnds(startServer(() => ONLY_PAGE));
    useEnvironmentOf(server.url);
    const proxy = await untilTestEnds(startProxy());

    expect(await list(createClientBehindProxy(proxy.urlWithCredentials))).toEqual(ONLY_PAGE.body);

    const target = new URL(server.url).host;
    expect(proxy.asked).toEqual([{ target, user: PROXY_USER }]);
    expect(server.requests.map(({ headers }) => headers)).toEqual([
      expect.objectContaining({ authorization: `Basic ${BASIC_CREDENTIALS}` }),
    ]);
    expect(server.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  test('shows the credentials to the proxy in no CONNECT request', async () => {
    const server = await startPrivateServer();
    const proxy = await untilTestEnds(startProxy());
    const confluent = createClientBehindInspection(proxy.urlWithCredentials, caFile);

    expect(await list(confluent)).toEqual(ONLY_PAGE.body);

    expect(server.authorizations).toEqual([`Basic ${BASIC_CREDENTIALS}`]);
    expect(proxy.headers.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

describe('the recipe for a private certificate authority', () => {
  test('reaches a server whose certificate is of that authority', async () => {
    await startPrivateServer();
    expect(await list(createClientWithAuthority(caFile))).toEqual(ONLY_PAGE.body);
  });

  test.each([
    ['reaches the server with NODE_EXTRA_CA_CERTS', true],
    ['does not reach the server without NODE_EXTRA_CA_CERTS', false],
  ])('%s', async (_, isTrusted) => {
    const server = await startPrivateServer();
    const result = await runListPlugins({
      ...environmentOf(server.url),
      ...(isTrusted && { NODE_EXTRA_CA_CERTS: caFile }),
    });
    expect(result).toEqual(
      isTrusted
        ? { ids: ['ccp-1'] }
        : expect.objectContaining({ name: 'ConfluentConnectionError', attempts: 1 }),
    );
  });
});

describe('the recipe for a client certificate', () => {
  test('reaches a server that demands one, which no other client does', async () => {
    const server = await startPrivateServer({
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const { cert, key } = await authority.issue({ hostName: 'an app' });
    const confluent = createClientWithCertificate({
      ca: caFile,
      cert: await writePem('client-cert', cert),
      key: await writePem('client-key', key),
    });

    expect(await list(confluent)).toEqual(ONLY_PAGE.body);

    const another = list(createClientWithAuthority(caFile));
    await expect(another).rejects.toThrow(ConfluentConnectionError);
    expect(server.authorizations).toHaveLength(1);
  });
});

test('docs/in-your-network.md shows every recipe, word for word, and no other TypeScript', async () => {
  const recipes = join(import.meta.dirname, 'recipes');
  const files = await readdir(recipes);
  const page = join(import.meta.dirname, '../../docs/in-your-network.md');
  const blocks = [...(await readFile(page, 'utf8')).matchAll(/^```ts\n(.*?)^```$/gms)];
  const shown = blocks.map(([, code = '']) => code);
  const code = await Promise.all(files.map(async (file) => readFile(join(recipes, file), 'utf8')));
  expect(shown.sort()).toEqual(code.sort());
});

/** Runs support/list-plugins.ts in a Node process of its own. */
async function runListPlugins(env: Record<string, string>): Promise<ListResult> {
  const program = bundled('test/network/support/list-plugins');
  const running = promisify(execFile)(process.execPath, [program], {
    env: { PATH: process.env['PATH'], ...env },
  });
  onTestFinished(() => void running.child.kill());
  return JSON.parse((await running).stdout) as ListResult;
}
