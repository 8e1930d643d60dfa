import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ListResult } from '../test/network/support/print-list.js';
import { API_KEY, API_SECRET } from '../test/support/constants.js';
import { check, execute, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import { PROJECT } from './create-app.js';
import type { App } from './create-app.js';
import { fileOf } from './installed-package.js';
import { environmentChecks, undiciChecks } from './network-checks.js';
import type { NetworkChecks, Run } from './network-checks.js';
import { startNetwork } from './start-network.js';

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

interface NetworkRuntime {
  name: string;
  binary: string;
  args: readonly string[];
}

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

function runWith({ binary, args }: NetworkRuntime, folder: string, program: string): Run {
  return async (env) => {
    const { stdout } = await execute(binary, [...args, program], {
      cwd: folder,
      env: {
        HOME: folder,
        NO_COLOR: '1',
        // Deno would look for a newer version of itself, through the proxy.
        DENO_NO_UPDATE_CHECK: '1',
        CONFLUENT_CLOUD_API_KEY: API_KEY,
        CONFLUENT_CLOUD_API_SECRET: API_SECRET,
        ...env,
      },
      timeout: 20_000,
    });
    return JSON.parse(stdout) as ListResult;
  };
}

async function* runChecks(
  { name, binary }: NetworkRuntime,
  checks: NetworkChecks,
): AsyncGenerator<CheckResult> {
  const skipped = skipIfAbsent(name, binary);
  if (skipped) {
    yield skipped;
    return;
  }
  const { stdout } = await execute(binary, ['--version']);
  const version = /\d[\d.-]+/.exec(stdout)?.[0] ?? stdout;
  for (const [title, work] of Object.entries(checks)) {
    yield await check(`${name} ${title}`, version, work);
  }
}
