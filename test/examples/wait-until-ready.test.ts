import { describe, expect, test } from 'vitest';
import { toMs, waitUntilReady } from '../../examples/wait-until-ready.js';
import { start } from './support.js';

describe('wait-until-ready', () => {
  const wanted = { pluginId: 'ccp-1', environment: 'env-1', version: '1.2.0', intervalMs: 1 };
  const forever = new AbortController().signal;
  const older = { id: 'ver-1', spec: { version: '1.1.0' } };

  /** Waits on a fake that changes the version's phase before each request; `undefined` is not listed. */
  async function waitThrough(
    phases: (string | undefined)[],
    error_message?: string,
  ): Promise<{ seen: (string | undefined)[]; end: unknown }> {
    const versions = [older];
    const { confluent } = start({ customConnectPlugins: [{ id: 'ccp-1', versions }], pageSize: 1 });
    const seen: (string | undefined)[] = [];
    const show = (): void => {
      const phase = phases.shift();
      if (phase === undefined) return;
      const status = { phase, error_message };
      const version = { id: 'ver-2', spec: { version: '1.2.0' }, status };
      versions.splice(1, 1, version);
    };
    show();
    const onWait = (phase: string | undefined): void => {
      seen.push(phase);
      show();
    };
    const end = await waitUntilReady(confluent, { ...wanted, signal: forever, onWait }).then(
      ({ id }) => id,
      String,
    );
    return { seen, end };
  }

  test('returns the version when it is READY, and reports each wait', async () => {
    expect(await waitThrough(['PROCESSING', 'PROCESSING', 'READY'])).toEqual({
      seen: ['PROCESSING', 'PROCESSING'],
      end: 'ver-2',
    });
  });

  test('does not wait for a version that is READY already', async () => {
    expect(await waitThrough(['READY'])).toEqual({ seen: [], end: 'ver-2' });
  });

  test('waits for a version that is not listed yet', async () => {
    expect(await waitThrough([undefined, undefined, 'READY'])).toEqual({
      seen: [undefined, undefined],
      end: 'ver-2',
    });
  });

  test('waits during a phase that it does not know', async () => {
    expect(await waitThrough(['SCANNING', 'READY'])).toEqual({ seen: ['SCANNING'], end: 'ver-2' });
  });

  test('throws with the error message of Confluent when the version has FAILED', async () => {
    expect(await waitThrough(['PROCESSING', 'FAILED'], 'The archive is empty.')).toEqual({
      seen: ['PROCESSING'],
      end: 'Error: 1.2.0 failed: The archive is empty.',
    });
  });

  test('throws also when the version has FAILED without an error message', async () => {
    const status = { phase: 'FAILED', error_message: undefined };
    const failed = { id: 'ver-2', spec: { version: '1.2.0' }, status };
    const { confluent } = start({ customConnectPlugins: [{ id: 'ccp-1', versions: [failed] }] });
    await expect(waitUntilReady(confluent, { ...wanted, signal: forever })).rejects.toThrow(
      '1.2.0 failed: no reason given',
    );
  });

  test('ends with the reason of the signal in the middle of a long wait', async () => {
    const { confluent, fake } = start({
      customConnectPlugins: [{ id: 'ccp-1', versions: [older] }],
    });
    const controller = new AbortController();
    const reason = new Error('enough');
    const onWait = (): void => {
      setImmediate(() => {
        controller.abort(reason);
      });
    };
    const { signal } = controller;
    const options = { ...wanted, intervalMs: 60_000, signal, onWait };
    await expect(waitUntilReady(confluent, options)).rejects.toBe(reason);
    expect(fake.requests).toHaveLength(1);
  });

  test('ends when the timeout of its signal has passed', async () => {
    const { confluent } = start({ customConnectPlugins: [{ id: 'ccp-1', versions: [older] }] });
    const signal = AbortSignal.timeout(20);
    await expect(waitUntilReady(confluent, { ...wanted, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test('ends at once with a 404 for an unknown plugin', async () => {
    const { confluent, fake } = start({});
    await expect(waitUntilReady(confluent, { ...wanted, signal: forever })).rejects.toMatchObject({
      status: 404,
    });
    expect(fake.requests).toHaveLength(1);
  });
});

describe('the seconds that wait-until-ready is given', () => {
  test('may be a fraction', () => {
    expect(['10', '0.5', '1.001'].map(toMs)).toEqual([10_000, 500, 1001]);
  });

  test.each(['never', '', '-1', '0', '2147484', 'Infinity'])('may not be %j', (seconds) => {
    expect(() => toMs(seconds)).toThrow(
      new RangeError(`Give a number of seconds from 0.001 to 2147483, not ${seconds}`),
    );
  });
});
