import { check, execute, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

/** What to run for each library. */
const PROGRAMS: Record<string, Record<string, readonly string[]>> = {
  msw: { 'MSW, setupServer()': ['msw.js'] },
  nock: { nock: ['nock.js'] },
  undici: {
    'undici, setGlobalDispatcher(mockAgent)': ['mock-agent.js', 'global'],
    "undici, Node's fetch with a MockAgent": ['mock-agent.js', 'node-fetch-with-dispatcher'],
    "undici, undici's fetch with a MockAgent": ['mock-agent.js', 'undici-fetch'],
  },
};

/** Runs the client against libraries that mock HTTP: a page, a 429, an error body and a fault. */
export async function* checkMocks(app: App): AsyncGenerator<CheckResult> {
  const folder = await copyFixture(app, 'mocks', Object.keys(PROGRAMS));
  const nodes = { 'Node 24': fileOf('node-24', 'bin/node'), 'this Node': process.execPath };
  for (const [library, programs] of Object.entries(PROGRAMS)) {
    for (const [name, args] of Object.entries(programs)) {
      for (const [runtime, node] of Object.entries(nodes)) {
        const title = `${name}, in ${runtime}`;
        const run = async (): Promise<unknown> =>
          execute(node, [...args], { cwd: folder, timeout: 60_000 });
        yield skipIfAbsent(title, node) ?? (await check(title, await versionOf(library), run));
      }
    }
  }
}
