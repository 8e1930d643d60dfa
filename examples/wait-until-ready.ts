/**
 * Waits until an uploaded version of a custom Connect plugin is READY. Exits with 1 when the version
 * has FAILED, and prints Confluent's error message, or when the timeout has passed.
 *
 *     npx tsx examples/wait-until-ready.ts ccp-abc123 env-abc123 1.2.0
 *     npx tsx examples/wait-until-ready.ts ccp-abc123 env-abc123 1.2.0 --interval 5 --timeout 300
 *
 * Both options are in seconds. By default it requests the versions every 10 seconds, for 10 minutes.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { CcpmV1CustomConnectPluginVersion, ConfluentClient } from 'confluent-connect-plugins';
import { runAsProgram } from './shared/run-as-program.js';

export interface WaitOptions {
  /** The plugin's id. */
  pluginId: string;
  /** The environment's id. */
  environment: string;
  /** The version as it was uploaded, a leading "v" included. */
  version: string;
  /** Ends the wait. Its reason is thrown. */
  signal: AbortSignal;
  /** Milliseconds between two requests. Default: 10000. */
  intervalMs?: number;
  /** Called before each wait with the version's phase; undefined if it is not listed yet. */
  onWait?: (phase: string | undefined) => void;
}

/**
 * Waits until a version is READY, also if it is not listed yet.
 *
 * @throws {Error} If the version has FAILED, with Confluent's error message.
 */
export async function waitUntilReady(
  confluent: ConfluentClient,
  options: WaitOptions,
): Promise<CcpmV1CustomConnectPluginVersion> {
  const { version, signal, intervalMs = 10_000, onWait } = options;
  for (;;) {
    const found = await findVersion(confluent, options);
    const { phase, error_message = 'no reason given' } = found?.status ?? {};
    if (found && phase === 'READY') return found;
    if (phase === 'FAILED') throw new Error(`${version} failed: ${error_message}`);
    onWait?.(phase);
    // Node's own AbortError would hide the reason of the signal. The next request throws it.
    await setTimeout(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}

async function findVersion(
  confluent: ConfluentClient,
  { pluginId, environment, version, signal }: WaitOptions,
): Promise<CcpmV1CustomConnectPluginVersion | undefined> {
  const versions = confluent.paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
    params: { path: { plugin_id: pluginId }, query: { environment } },
    signal,
  });
  for await (const found of versions) if (found.spec.version === version) return found;
  return undefined;
}

/**
 * Converts seconds to milliseconds.
 *
 * @throws {RangeError} If it is not a number that a timer of Node can wait.
 */
export function toMs(seconds: string): number {
  const ms = Math.round(Number(seconds) * 1000);
  if (ms >= 1 && ms < 2 ** 31) return ms;
  throw new RangeError(`Give a number of seconds from 0.001 to 2147483, not ${seconds}`);
}

await runAsProgram(import.meta, async (pluginId, environment, version, ...args) => {
  const { values } = parseArgs({
    args,
    options: {
      interval: { type: 'string', default: '10' },
      timeout: { type: 'string', default: '600' },
    },
  });
  await waitUntilReady(createConfluentClient(), {
    pluginId,
    environment,
    version,
    signal: AbortSignal.timeout(toMs(values.timeout)),
    intervalMs: toMs(values.interval),
    onWait: (phase = 'not listed yet') => {
      console.log(`${version}: ${phase}`);
    },
  });
  console.log(`${version}: READY`);
});
