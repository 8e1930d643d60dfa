import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../test/support/loopback-server.js';
import type { Reply } from '../test/support/loopback-server.js';
import type { RunEnvironment, Runtime } from './runtimes.js';

const TIME_LIMIT_MS = 60_000;

/** Nothing may leave this machine: no other host name resolves. */
const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Nothing may leave this machine: all but loopback goes to a proxy that is not there. */
const FIREFOX_PREFERENCES = {
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 2,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 2,
  'network.trr.mode': 5,
};

/** The browsers, where Debian's packages install them. The checks do not install them. */
export const BROWSERS: readonly Runtime[] = [
  browserOf('Chromium', '/usr/bin/chromium', async (page, profile) =>
    Promise.resolve([...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, page]),
  ),
  browserOf('Firefox', '/usr/bin/firefox-esr', async (page, profile) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    return ['--headless', '--no-remote', '--profile', profile, page];
  }),
];

/** Returns the arguments of a browser that opens a page and keeps its files in a folder. */
type WriteArguments = (page: string, profile: string) => Promise<string[]>;

/** Returns a browser that runs page.js. */
function browserOf(name: string, binary: string, writeArguments: WriteArguments): Runtime {
  return {
    name,
    binary,
    readsEnvironment: false,
    isOptional: true,
    run: async (environment) => runInPage(environment, writeArguments),
  };
}

/** Serves the page from another origin than the scenarios, so that CORS applies. */
async function runInPage(
  { binary, folder, server, env }: RunEnvironment,
  writeArguments: WriteArguments,
): Promise<string> {
  const script = await readFile(join(folder, 'page.js'), 'utf8');
  let output = '';
  const pages = await startServer(({ path, body }) => {
    switch (path) {
      case '/page.js':
        return respond('text/javascript', script);
      case '/output':
        output ||= body;
        kill();
        return {};
      default:
        return respond('text/html', '<script type="module" src="/page.js"></script>');
    }
  });
  const page = `${pages.url}?server=${encodeURIComponent(server)}`;
  const profile = await mkdtemp(join(folder, 'profile-'));
  const browser = spawn(binary, await writeArguments(page, profile), {
    env: { ...env, HOME: profile, XDG_RUNTIME_DIR: profile },
    stdio: 'ignore',
    detached: true,
  });
  // A browser has processes of its own.
  const kill = (): void => {
    if (browser.pid) process.kill(-browser.pid);
  };
  const timer = setTimeout(kill, TIME_LIMIT_MS);
  await once(browser, 'exit');
  clearTimeout(timer);
  await pages.close();
  return output;
}

function respond(type: string, body: string): Reply {
  return { headers: { 'Content-Type': type }, body };
}
