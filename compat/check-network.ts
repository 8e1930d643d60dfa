import { deepStrictEqual, match } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createAuthority } from '../test/network/support/certificates.js';
import type { ListResult } from '../test/network/support/print-list.js';
import { startProxy } from '../test/network/support/proxy.js';
import { startTlsServer } from '../test/network/support/tls-server.js';
import { API_KEY, API_SECRET } from '../test/support/constants.js';
import { check, execute } from './check-result.js';
import type { CheckResult } from './check-result.js';
import { PROJECT } from './create-app.js';
import type { App } from './create-app.js';
import { fileOf } from './installed-package.js';

const DENO_ARGS = ['run', '--no-prompt', '--allow-net', '--allow-env'];
const RUNTIMES: readonly NetworkRuntime[] = [
  { name: 'Node 22', binary: fileOf('node-22', 'bin/node'), args: [] },
  { name: 'Node 24', binary: fileOf('node-24', 'bin/node'), args: [] },
  { name: 'Node 26', binary: fileOf('node-26', 'bin/node'), args: [] },
  { name: 'Bun', binary: fileOf('@oven/bun-linux-x64', 'bin/bun'), args: [] },
  { name: 'Deno', binary: fileOf('@deno/linux-x64-glibc', 'deno'), args: DENO_ARGS },
];
const UNDICI_RUNTIMES = ['20.19', '22', '24', '26'].map((version) => ({
  name: `Node ${version}`,
  binary: fileOf(`node-${version}`, 'bin/node'),
  args: [],
}));
/** Nothing listens there. */
const DEAD_PROXY = 'http://127.0.0.1:2';

interface NetworkRuntime {
  name: string;
  binary: string;
  args: readonly string[];
}

/** Runs the built program in the runtime, with these environment variables. */
type Run = (env: Record<string, string>) => Promise<ListResult>;

/** The servers of the checks, and the file with the certificate of their authority. */
type Network = Awaited<ReturnType<typeof startNetwork>>;

/**
 * Checks proxies, private certificate authorities and the errors that they lead to, as environment
 * variables set them in each runtime, and an undici agent in each Node.
 */
export async function* checkNetwork({ folder }: App): AsyncGenerator<CheckResult> {
  await buildPrograms(folder);
  const network = await startNetwork(folder);
  try {
    for (const runtime of RUNTIMES) {
      const checks = environmentChecks(network, runWith(runtime, folder, 'list-plugins.js'));
      yield* runChecks(runtime, checks);
    }
    for (const runtime of UNDICI_RUNTIMES) {
      const checks = undiciChecks(network, runWith(runtime, folder, 'list-through-proxy.js'));
      yield* runChecks(runtime, checks);
    }
  } finally {
    await network.close();
  }
}

async function buildPrograms(folder: string): Promise<void> {
  const support = join(PROJECT, 'test/network/support');
  await cp(join(PROJECT, 'node_modules/undici'), join(folder, 'node_modules/undici'), {
    recursive: true,
  });
  await build({
    bundle: true,
    entryPoints: ['list-plugins.ts', 'list-through-proxy.ts'].map((file) => join(support, file)),
    format: 'esm',
    outdir: folder,
    packages: 'external',
    platform: 'node',
    target: 'es2022',
    // The project's own tsconfig.json would lead to src/ instead of the packed package.
    tsconfigRaw: {},
  });
}

async function startNetwork(folder: string) {
  const authority = await createAuthority();
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.cert);
  const server = await startTlsServer(await authority.issue());
  const expired = await startTlsServer(await authority.issue({ isExpired: true }));
  const otherHost = await startTlsServer(await authority.issue({ hostName: 'other.example.com' }));
  const proxy = await startProxy();
  const parts = [server, expired, otherHost, proxy];
  return {
    caFile,
    server,
    expired,
    otherHost,
    proxy,
    close: async () => Promise.all(parts.map(async (part) => part.close())),
  };
}

function runWith({ binary, args }: NetworkRuntime, folder: string, program: string): Run {
  return async (env) => {
    const { stdout } = await execute(binary, [...args, program], {
      cwd: folder,
      env: {
        HOME: folder,
        NO_COLOR: '1',
        CONFLUENT_CLOUD_API_KEY: API_KEY,
        CONFLUENT_CLOUD_API_SECRET: API_SECRET,
        ...env,
      },
      timeout: 20_000,
    });
    return JSON.parse(stdout) as ListResult;
  };
}

/** Checks by name. A name continues the name of a runtime. */
type Checks = Record<string, () => Promise<void>>;

async function* runChecks(
  { name, binary }: NetworkRuntime,
  checks: Checks,
): AsyncGenerator<CheckResult> {
  if (!existsSync(binary)) {
    yield { name, version: '-', outcome: 'skipped', reason: `${binary} is not installed` };
    return;
  }
  const { stdout } = await execute(binary, ['--version']);
  const version = /\d[\d.-]+/.exec(stdout)?.[0] ?? stdout;
  for (const [title, work] of Object.entries(checks)) {
    yield await check(`${name} ${title}`, version, work);
  }
}

function environmentChecks(
  { caFile, server, expired, otherHost, proxy }: Network,
  run: Run,
): Checks {
  const trust = { NODE_EXTRA_CA_CERTS: caFile, DENO_CERT: caFile };
  const through = (url: string): Record<string, string> => ({
    ...trust,
    CONFLUENT_CLOUD_REST_ENDPOINT: server.url,
    HTTPS_PROXY: url,
    NODE_USE_ENV_PROXY: '1',
  });
  return {
    async 'goes through HTTPS_PROXY with user name and password'() {
      const before = proxy.asked.length;
      deepStrictEqual(await run(through(proxy.urlWithCredentials)), FOUND);
      deepStrictEqual(proxy.asked.length, before + 1);
      deepStrictEqual(proxy.headers.at(-1)?.authorization, undefined);
    },
    async 'goes past the proxy to a host in NO_PROXY'() {
      deepStrictEqual(await run({ ...through(DEAD_PROXY), NO_PROXY: 'localhost' }), FOUND);
      deepStrictEqual(await run({ ...through(DEAD_PROXY), NO_PROXY: '*' }), FOUND);
    },
    async 'fails at once if the proxy demands a password'() {
      failsAtOnce(await run(through(proxy.url)), /the proxy needs a user name and a password/);
    },
    async 'tries a proxy again that cannot be reached'() {
      const result = await run(through(DEAD_PROXY));
      deepStrictEqual('attempts' in result && [result.attempts, result.retryable], [2, true]);
    },
    async 'trusts a private authority by NODE_EXTRA_CA_CERTS, or DENO_CERT'() {
      deepStrictEqual(await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: server.url }), FOUND);
    },
    async 'fails at once without it'() {
      const result = await run({ CONFLUENT_CLOUD_REST_ENDPOINT: server.url });
      failsAtOnce(result, /trust its authority: NODE_EXTRA_CA_CERTS, in Deno DENO_CERT/);
    },
    async 'fails at once if the certificate has expired'() {
      const result = await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: expired.url });
      failsAtOnce(result, /expired.*\(check the certificate of the server, and the clock\)/);
    },
    async 'fails at once if the certificate is for another host'() {
      const result = await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: otherHost.url });
      failsAtOnce(result, /check the host of baseUrl/);
    },
  };
}

function undiciChecks({ caFile, server, proxy }: Network, run: Run): Checks {
  const through = (url: string): Record<string, string> => ({
    CONFLUENT_CLOUD_REST_ENDPOINT: server.url,
    CA_FILE: caFile,
    PROXY_URL: url,
  });
  return {
    async 'goes through a proxy with a ProxyAgent of undici'() {
      const before = proxy.asked.length;
      deepStrictEqual(await run(through(proxy.urlWithCredentials)), FOUND);
      deepStrictEqual(proxy.asked.length, before + 1);
    },
    async 'fails at once with it if the proxy demands a password'() {
      failsAtOnce(await run(through(proxy.url)), /the proxy needs a user name and a password/);
    },
  };
}

const FOUND: ListResult = { ids: ['ccp-1'] };

function failsAtOnce(result: ListResult, message: RegExp): void {
  if ('ids' in result) throw new Error('The call succeeded');
  const { name, attempts, retryable } = result;
  deepStrictEqual([name, attempts, retryable], ['ConfluentConnectionError', 1, false]);
  match(result.message, message);
}
