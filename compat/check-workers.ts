import { deepStrictEqual } from 'node:assert/strict';
import { build } from 'esbuild';
import { check, execute, skipIfAbsent } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { copyFixture } from './fixture.js';
import { fileOf, versionOf } from './installed-package.js';

const PACKAGE = '@cloudflare/workerd-linux-64';
const SERVICES = { y2024: '2024-01-01', y2026: '2026-11-01' };

/** Checks that the `cf` of an init reaches the fetch of a Worker. */
export async function* checkWorkers(app: App): AsyncGenerator<CheckResult> {
  const workerd = fileOf(PACKAGE, 'bin/workerd');
  const skipped = skipIfAbsent('workerd, cf', workerd);
  if (skipped) {
    yield skipped;
    return;
  }
  const folder = await copyFixture(app, 'worker');
  await build({
    absWorkingDir: folder,
    bundle: true,
    entryPoints: ['worker.js'],
    format: 'esm',
    outdir: 'out',
    platform: 'browser',
  });
  for (const [service, date] of Object.entries(SERVICES)) {
    const name = `workerd, compatibility date ${date}, cf`;
    yield await check(name, await versionOf(PACKAGE), async () => {
      const args = ['test', 'workerd.capnp', service];
      const { stdout } = await execute(workerd, args, { cwd: folder, timeout: 60_000 });
      const cf = { cacheTtl: 60 };
      deepStrictEqual(JSON.parse(stdout), { plain: cf, copied: cf });
    });
  }
}
