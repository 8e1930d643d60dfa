import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from 'srvx';
import { execute } from './row.js';
import { fileOf } from './side-package.js';

/** A runtime, which may or may not be installed. */
export interface Runtime {
  name: string;
  binary: string;
  /** Whether an app there can read the environment that it is given. */
  readsEnvironment: boolean;
  /** Whether it is no failure that it is not installed. */
  mayBeAbsent: boolean;
  /** Lets the built app in a folder observe the worlds of a server; what it saw, as JSON. */
  observe: (stage: Stage) => Promise<string>;
}

/** Where an observation is made. */
export interface Stage {
  binary: string;
  /** Holds process.js, worker.js, workerd.capnp and page.js. */
  folder: string;
  server: string;
  env: Record<string, string>;
}

/** The runtimes beside these checks are for one platform; on another they are absent. */
const IS_ELSEWHERE = `${process.platform}-${process.arch}` !== 'linux-x64';
const TIME_LIMIT_MS = 60_000;
const DENO = fileOf('@deno/linux-x64-glibc', 'deno');
const DENO_RUN = ['run', '--no-prompt', '--allow-net=127.0.0.1'];
const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The runtimes that the package promises to work in. */
export const RUNTIMES: readonly Runtime[] = [
  processOf('Node of this machine', process.execPath),
  processOf('Node 20.19, the oldest', fileOf('node-20.19', 'bin/node')),
  processOf('Node 22', fileOf('node-22', 'bin/node')),
  processOf('Node 24', fileOf('node-24', 'bin/node')),
  processOf('Node 26', fileOf('node-26', 'bin/node')),
  processOf('Bun', fileOf('@oven/bun-linux-x64', 'bin/bun')),
  processOf('Deno, net and env allowed', DENO, [...DENO_RUN, '--allow-env']),
  { ...processOf('Deno, net allowed', DENO, DENO_RUN), readsEnvironment: false },
  workerOf('workerd, compatibility date 2024-01-01', 'y2024'),
  workerOf('workerd, compatibility date 2026-11-01', 'y2026'),
  {
    name: 'Chromium',
    binary: '/usr/bin/chromium',
    readsEnvironment: false,
    mayBeAbsent: true,
    observe: observeInPage,
  },
];

/** A runtime that runs process.js, the package beside it unbundled. */
function processOf(name: string, binary: string, args: string[] = []): Runtime {
  return {
    name,
    binary,
    readsEnvironment: true,
    mayBeAbsent: IS_ELSEWHERE,
    async observe({ folder, server, env }) {
      const options = { cwd: folder, env, timeout: TIME_LIMIT_MS };
      const { stdout } = await execute(binary, [...args, 'process.js', server], options);
      return stdout;
    },
  };
}

/** A runtime that runs worker.js as a service of workerd.capnp. */
function workerOf(name: string, service: string): Runtime {
  return {
    name,
    binary: fileOf('@cloudflare/workerd-linux-64', 'bin/workerd'),
    readsEnvironment: false,
    mayBeAbsent: IS_ELSEWHERE,
    async observe({ binary, folder, server, env }) {
      const options = { cwd: folder, env: { ...env, SERVER: server }, timeout: TIME_LIMIT_MS };
      const { stdout } = await execute(binary, ['test', 'workerd.capnp', service], options);
      return stdout;
    },
  };
}

/** The page comes from another origin than the answers, so that CORS applies. */
async function observeInPage({ binary, folder, server, env }: Stage): Promise<string> {
  const script = await readFile(join(folder, 'page.js'), 'utf8');
  let outcome = '';
  const pages = serve({
    hostname: '127.0.0.1',
    port: 0,
    silent: true,
    gracefulShutdown: false,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/page.js') return typed('text/javascript', script);
      if (pathname !== '/outcome')
        return typed('text/html', '<script type="module" src="/page.js"></script>');
      outcome ||= await request.text();
      browser.kill();
      return new Response();
    },
  });
  await pages.ready();
  const page = `${pages.url ?? ''}?server=${encodeURIComponent(server)}`;
  const browser = spawn(binary, [...CHROMIUM_FLAGS, `--user-data-dir=${folder}/profile`, page], {
    env,
    stdio: 'ignore',
    timeout: TIME_LIMIT_MS,
  });
  await once(browser, 'exit');
  await pages.close(true);
  return outcome;
}

function typed(type: string, body: string): Response {
  return new Response(body, { headers: { 'Content-Type': type } });
}
