import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { listAllVersions } from '../../examples/shared/list-all-versions.js';
import { showProgress } from '../../examples/shared/show-progress.js';
import { start } from './support.js';

const plugins = Array.from({ length: 10 }, (_, index) => ({
  id: `ccp-${index}`,
  versions: [{ id: 'ver-1' }, { id: 'ver-2' }],
}));
const ids = plugins.map(({ id }) => id);

describe('all-versions', () => {
  test('lists every version of every plugin, in the order of the plugins', async () => {
    const { confluent } = start({ customConnectPlugins: plugins, pageSize: 1 });
    const listed = await listAllVersions(confluent, 'env-1');
    expect(listed.map(({ plugin }) => plugin.id)).toEqual(ids);
    for (const entry of listed) {
      expect(entry).toMatchObject({
        kind: 'versions',
        versions: [{ id: 'ver-1' }, { id: 'ver-2' }],
      });
    }
  });

  test('requests the versions of 4 plugins at once, and no more', async () => {
    const fake = createFakeConfluent({ customConnectPlugins: plugins });
    let running = 0;
    let most = 0;
    const fetch = async (request: Request): Promise<Response> => {
      running += 1;
      most = Math.max(most, running);
      try {
        return await fake.fetch(request);
      } finally {
        running -= 1;
      }
    };
    await listAllVersions(createConfluentClient({ ...fake.options, fetch }), 'env-1');
    expect(most).toBe(4);
  });

  test.each([403, 404])(
    'reports a %i for the versions of one plugin, and lists the others',
    async (status) => {
      // The first request lists the plugins.
      const faults = [undefined, { status }];
      const { confluent } = start({ customConnectPlugins: plugins, faults });
      const listed = await listAllVersions(confluent, 'env-1', { concurrency: 1 });
      expect(listed[0]).toMatchObject({ kind: 'refused', error: { status } });
      expect(listed.slice(1).map(({ kind }) => kind)).toEqual(Array(9).fill('versions'));
    },
  );

  test('throws every other error, and then requests nothing more', async () => {
    const faults = [undefined, undefined, { status: 400 }];
    const { confluent, fake } = start({ customConnectPlugins: plugins, faults });
    await expect(listAllVersions(confluent, 'env-1')).rejects.toMatchObject({ status: 400 });
    const { length } = fake.requests;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.requests).toHaveLength(length);
  });

  test('throws when the plugins themselves are forbidden', async () => {
    const { confluent } = start({ faults: [{ status: 403 }] });
    await expect(listAllVersions(confluent, 'env-1')).rejects.toMatchObject({ status: 403 });
  });

  test('reports its progress from 0 to the number of plugins', async () => {
    const { confluent } = start({ customConnectPlugins: plugins });
    const seen: string[] = [];
    await listAllVersions(confluent, 'env-1', {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(Array.from({ length: 11 }, (_, done) => `${done}/10`));
  });
});

describe('the progress line', () => {
  test('is written to a terminal alone, and is cleared at the end', () => {
    const written: string[] = [];
    const write = (text: string) => written.push(text);
    showProgress({ write }, 1, 2);
    showProgress({ isTTY: false, write }, 1, 2);
    expect(written).toEqual([]);
    showProgress({ isTTY: true, write }, 1, 2);
    showProgress({ isTTY: true, write }, 2, 2);
    expect(written).toEqual(['\r\u001b[K1 of 2 plugins\r', '\r\u001b[K']);
  });
});
