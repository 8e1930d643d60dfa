import { deepStrictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { startServer } from '../test/support/loopback-server.js';
import { page } from '../test/support/pages.js';
import { check, execute } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture, environmentFor } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

const NEXT = fileOf('next', 'dist/bin/next');

/** Builds and starts a Next.js app, and counts the requests that its route handler makes. */
export async function* checkNext(app: App): AsyncGenerator<CheckResult> {
  const version = await versionOf('next');
  const folder = await copyFixture(app, 'next', ['next', 'react', 'react-dom']);
  // Each response has an id of its own, so that a cached one can be told.
  const server = await startServer((_, index) => page([`ccp-${index + 1}`]));
  const env = environmentFor(server.url);
  try {
    const built = await check('Next.js builds a route handler', version, () =>
      execute(process.execPath, [NEXT, 'build'], { cwd: folder, env, timeout: 300_000 }),
    );
    yield built;
    if (built.outcome !== 'passed') return;
    const next = await startNext(folder, env);
    try {
      for (const client of ['plain', 'middleware']) {
        yield await check(`Next.js, next: { revalidate }, client=${client}`, version, async () => {
          const list = async (query: string): Promise<unknown> =>
            (await fetch(`${next.url}/plugins?client=${client}${query}`)).json();
          const cached = await list('&revalidate=60');
          deepStrictEqual(await list('&revalidate=60'), cached);
          const fresh = await list('');
          deepStrictEqual(await list(''), [`ccp-${server.requests.length}`]);
          deepStrictEqual(fresh, [`ccp-${server.requests.length - 1}`]);
        });
      }
    } finally {
      next.stop();
    }
  } finally {
    await server.close();
  }
}

async function startNext(
  folder: string,
  env: Record<string, string>,
): Promise<{ url: string; stop: () => void }> {
  const args = [NEXT, 'start', '--hostname', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const [chunk] of on(child.stdout, 'data', { close: ['end'] })) {
    output += String(chunk);
    const url = /Local:\s+(http:\S+)/.exec(output)?.[1];
    if (url !== undefined && output.includes('Ready')) {
      child.stdout.resume();
      return { url, stop: () => void child.kill() };
    }
  }
  throw new Error(`Next.js did not start: ${output}`);
}
