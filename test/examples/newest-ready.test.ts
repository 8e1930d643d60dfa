import { describe, expect, test } from 'vitest';
import { findNewestReady } from '../../examples/newest-ready.js';
import { start } from './support.js';

describe('newest-ready', () => {
  async function newestOf(...versions: [version: string, phase?: string][]): Promise<unknown> {
    const { confluent } = start({
      customConnectPlugins: [
        {
          id: 'ccp-1',
          versions: versions.map(([version, phase = 'READY'], index) => ({
            id: `ver-${index}`,
            spec: { version },
            status: { phase },
          })),
        },
      ],
      pageSize: 2,
    });
    return (await findNewestReady(confluent, 'ccp-1', 'env-1'))?.spec.version;
  }

  test('compares by SemVer, not by the alphabet or the order of the list', async () => {
    expect(await newestOf(['1.9.0'], ['1.10.0'], ['1.2.0'])).toBe('1.10.0');
  });

  test('accepts versions with and without a leading v', async () => {
    expect(await newestOf(['1.0.0'], ['v1.2.0'], ['1.1.0'])).toBe('v1.2.0');
    expect(await newestOf(['v1.0.0'], ['v1.2.0'], ['1.3.0'])).toBe('1.3.0');
  });

  test('prefers a release to its own candidates', async () => {
    expect(await newestOf(['2.0.0-rc.1'], ['2.0.0'], ['2.0.0-rc.2'])).toBe('2.0.0');
  });

  test('skips versions that are not READY or not SemVer', async () => {
    expect(
      await newestOf(['1.0.0'], ['1.1.0', 'FAILED'], ['1.2.0', 'PROCESSING'], ['latest']),
    ).toBe('1.0.0');
  });

  test('finds none when none is READY', async () => {
    expect(await newestOf(['1.1.0', 'FAILED'])).toBeUndefined();
    expect(await newestOf()).toBeUndefined();
  });
});
