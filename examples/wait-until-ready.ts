/**
 * Waits until an uploaded version is READY. Exits with 1 as soon as it has FAILED, with Confluent's
 * reason, or when the time is over.
 *
 *     npx tsx examples/wait-until-ready.ts ccp-abc123 env-abc123 1.2.0
 *     npx tsx examples/wait-until-ready.ts ccp-abc123 env-abc123 1.2.0 --interval 5 --timeout 300
 *
 * Both options are in seconds; without them it looks every 10 seconds, for 10 minutes at most.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { CcpmV1CustomConnectPluginVersion, ConfluentClient } from 'confluent-connect-plugins';
import { runAsProgram } from './run-as-program.js';

export interface WaitOptions {
  /** The plugin's id. */
  pluginId: string;
  /** The environment's id. */
  environment: string;
  /** The version as it was uploaded, a leading "v" included. */
  version: string;
  /** Ends the wait; its reason is what is thrown. */
  signal: AbortSignal;
  /** Milliseconds between two looks. Default: 10000. */
  intervalMs?: number;
  /** Told of each look at a version that is not ready: its phase, undefined if it is not listed. */
  onWait?: (phase: string | undefined) => void;
}

/**
 * Waits until a version is READY; one that is not listed yet is waited for too.
 *
 * @throws {Error} If the version has FAILED, with the reason that Confluent gives.
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
    // Node's own AbortError would hide the reason: the next look throws it.
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

/** @throws {RangeError} If it is not a number, or one that a timer of Node cannot wait. */
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
