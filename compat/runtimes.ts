import { execute } from './check-result.js';
import { fileOf } from './installed-package.js';

/** A runtime that the package supports. */
export interface Runtime {
  name: string;
  binary: string;
  /** Whether an app in this runtime can read environment variables. */
  readsEnvironment: boolean;
  /** Whether the check is skipped instead of failed if the runtime is not installed. */
  isOptional: boolean;
  /** Runs all scenarios of the built app, and returns their results as JSON. */
  run: (environment: RunEnvironment) => Promise<string>;
}

/** What a runtime gets to run the app. */
export interface RunEnvironment {
  binary: string;
  /** The built app: process.js, worker.js, workerd.capnp and page.js. */
  folder: string;
  /** The origin of the server with the scenarios. */
  server: string;
  env: Record<string, string>;
}

/** The runtimes are installed beside these checks for one platform alone. */
const IS_OTHER_PLATFORM = `${process.platform}-${process.arch}` !== 'linux-x64';
const TIME_LIMIT_MS = 60_000;
const DENO = fileOf('@deno/linux-x64-glibc', 'deno');
const DENO_RUN = ['run', '--no-prompt', '--allow-net=127.0.0.1'];

/** The runtimes that are installed beside these checks. */
export const RUNTIMES: readonly Runtime[] = [
  processOf('Node that runs these checks', process.execPath),
  processOf('Node 20.19, the oldest supported', fileOf('node-20.19', 'bin/node')),
  processOf('Node 22', fileOf('node-22', 'bin/node')),
  processOf('Node 24', fileOf('node-24', 'bin/node')),
  processOf('Node 26', fileOf('node-26', 'bin/node')),
  processOf('Bun', fileOf('@oven/bun-linux-x64', 'bin/bun')),
  processOf('Deno, net and env allowed', DENO, [...DENO_RUN, '--allow-env']),
  { ...processOf('Deno, net allowed', DENO, DENO_RUN), readsEnvironment: false },
  workerOf('workerd, compatibility date 2024-01-01', 'y2024'),
  workerOf('workerd, compatibility date 2026-11-01', 'y2026'),
];

/** Returns a runtime that runs process.js, which imports the installed package. */
function processOf(name: string, binary: string, args: string[] = []): Runtime {
  return {
    name,
    binary,
    readsEnvironment: true,
    isOptional: IS_OTHER_PLATFORM,
    async run({ folder, server, env }) {
      const options = { cwd: folder, env, timeout: TIME_LIMIT_MS };
      const { stdout } = await execute(binary, [...args, 'process.js', server], options);
      return stdout;
    },
  };
}

/** Returns a runtime that runs worker.js as a service of workerd.capnp. */
function workerOf(name: string, service: string): Runtime {
  return {
    name,
    binary: fileOf('@cloudflare/workerd-linux-64', 'bin/workerd'),
    readsEnvironment: false,
    isOptional: IS_OTHER_PLATFORM,
    async run({ binary, folder, server, env }) {
      const options = { cwd: folder, env: { ...env, SERVER: server }, timeout: TIME_LIMIT_MS };
      const { stdout } = await execute(binary, ['test', 'workerd.capnp', service], options);
      return stdout;
    },
  };
}
