import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect, isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { BROWSERS } from './browsers.js';
import { check, execute, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { exchangingExpectations } from './expectations/exchanging.js';
import type { Expectation } from './expectations/expectation.js';
import { failingExpectations } from './expectations/failing.js';
import { listingExpectations } from './expectations/listing.js';
import { createSendingExpectations } from './expectations/sending.js';
import { RUNTIMES } from './runtimes.js';
import type { Runtime } from './runtimes.js';
import { serveScenarios } from './serve-scenarios.js';

const SOURCES = join(import.meta.dirname, 'app');

/** Runs the same scenarios in every runtime. */
export async function* checkRuntimes(app: App): AsyncGenerator<CheckResult> {
  await buildApp(app);
  for (const runtime of [...RUNTIMES, ...BROWSERS]) yield await checkRuntime(app, runtime);
}

/** Bundles the app. Only runtimes that cannot resolve imports get the package bundled with it. */
async function buildApp({ folder }: App): Promise<void> {
  const options: BuildOptions = {
    absWorkingDir: SOURCES,
    bundle: true,
    format: 'esm',
    nodePaths: [join(folder, 'node_modules')],
    outdir: folder,
    platform: 'neutral',
    target: 'es2022',
    // The project's own tsconfig.json would lead to src/ instead of the packed package.
    tsconfigRaw: {},
  };
  await build({ ...options, entryPoints: ['process.ts'], packages: 'external' });
  await build({
    ...options,
    entryPoints: ['worker.ts', 'page.ts'],
    mainFields: ['module', 'main'],
  });
  await copyFile(join(SOURCES, 'workerd.capnp'), join(folder, 'workerd.capnp'));
}

async function checkRuntime(app: App, runtime: Runtime): Promise<CheckResult> {
  const { name, binary, isOptional } = runtime;
  const skipped = skipIfAbsent(name, binary);
  if (skipped) {
    if (isOptional) return skipped;
    return { name, version: '-', outcome: 'failed', problem: `${binary} is not installed` };
  }
  const { stdout } = await execute(binary, ['--version']);
  const version = /\d[\d.-]+/.exec(stdout)?.[0] ?? stdout;
  return check(name, version, () => runScenarios(app, runtime));
}

/** @throws {Error} If the result of a scenario is not the expected one. */
async function runScenarios(app: App, runtime: Runtime): Promise<void> {
  const { createFakeConfluent } = app.testing;
  const { apiKey, apiSecret } = createFakeConfluent().options;
  const expectations: Record<string, Expectation> = {
    ...listingExpectations,
    ...createSendingExpectations(runtime.readsEnvironment),
    ...exchangingExpectations,
    ...failingExpectations,
  };
  const server = await serveScenarios(expectations, createFakeConfluent);
  const output = await runtime
    .run({
      binary: runtime.binary,
      folder: app.folder,
      server: server.url,
      env: {
        NO_COLOR: '1',
        PATH: process.env['PATH'] ?? '',
        // Deno looks for a newer version at its publisher otherwise.
        DENO_NO_UPDATE_CHECK: '1',
        HOME: app.folder,
        CONFLUENT_CLOUD_API_KEY: apiKey,
        CONFLUENT_CLOUD_API_SECRET: apiSecret,
      },
    })
    .finally(server.close);
  // Written by the app: the results by scenario, or the error that kept it from running them.
  const results = JSON.parse(output) as string | Record<string, unknown>;
  if (typeof results === 'string') throw new Error(results);
  const problems = Object.entries(expectations).flatMap(([scenario, expectation]) => {
    const requests = server.countRequests(scenario);
    const expected = { result: expectation.result, requests: expectation.requests ?? requests };
    const actual = { result: results[scenario], requests };
    if (isDeepStrictEqual(actual, expected)) return [];
    return `${scenario}: expected ${format(expected)}\nbut got ${format(actual)}`;
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function format(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: Infinity });
}
