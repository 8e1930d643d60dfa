import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import type { App } from './create-app.js';
import { check, execute } from './row.js';
import type { Row } from './row.js';
import { RUNTIMES } from './runtimes.js';
import type { Runtime } from './runtimes.js';
import { serveWorlds } from './serve-worlds.js';
import { failingWorlds } from './worlds/failing.js';
import { listingWorlds } from './worlds/listing.js';
import { createSendingWorlds } from './worlds/sending.js';
import type { World } from './worlds/world.js';

/** Makes the same observations of the package in every runtime, over HTTP and in the process. */
export async function* checkRuntimes(app: App): AsyncGenerator<Row> {
  await buildApp(app);
  for (const runtime of RUNTIMES) yield await checkRuntime(app, runtime);
}

/** The package stays as it is for runtimes that resolve imports, and is bundled for the others. */
async function buildApp({ folder }: App): Promise<void> {
  await cp(join(import.meta.dirname, 'in-app'), folder, { recursive: true });
  const options = {
    absWorkingDir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    outdir: folder,
  } as const;
  await build({ ...options, entryPoints: ['process.ts'], packages: 'external' });
  await build({
    ...options,
    entryPoints: ['worker.ts', 'page.ts'],
    mainFields: ['module', 'main'],
  });
}

async function checkRuntime(app: App, runtime: Runtime): Promise<Row> {
  const { name, binary, mayBeAbsent } = runtime;
  if (!existsSync(binary)) {
    const absence = `${binary} is not installed`;
    return { name, version: '-', [mayBeAbsent ? 'skipped' : 'problem']: absence };
  }
  const { stdout } = await execute(binary, ['--version']);
  const version = /\d[\d.-]+/.exec(stdout)?.[0] ?? stdout;
  return check(name, version, () => observeWorlds(app, runtime));
}

/** @throws {Error} If something is not seen as it has to be. */
async function observeWorlds(app: App, runtime: Runtime): Promise<void> {
  const { createFakeConfluent } = app.testing;
  const { apiKey, apiSecret } = createFakeConfluent().options;
  const worlds = {
    ...listingWorlds,
    ...createSendingWorlds(runtime.readsEnvironment),
    ...failingWorlds,
  };
  const served = await serveWorlds(worlds, createFakeConfluent);
  const outcome = await runtime
    .observe({
      binary: runtime.binary,
      folder: app.folder,
      server: served.url,
      env: {
        NO_COLOR: '1',
        PATH: process.env['PATH'] ?? '',
        HOME: app.folder,
        CONFLUENT_CLOUD_API_KEY: apiKey,
        CONFLUENT_CLOUD_API_SECRET: apiSecret,
      },
    })
    .finally(served.close);
  const seen = JSON.parse(outcome) as string | Record<string, unknown>;
  if (typeof seen === 'string') throw new Error(seen);
  const problems = Object.entries<World>(worlds).flatMap(([name, world]) => {
    const requests = served.countRequests(name);
    const expected = { seen: world.seen, requests: world.requests ?? requests };
    const found = { seen: seen[name], requests };
    if (isDeepStrictEqual(found, expected)) return [];
    return `${name}: expected ${show(expected)}\nbut found ${show(found)}`;
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: Infinity });
}
