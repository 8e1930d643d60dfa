import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { streamToFile } from '../../examples/stream-to-file.js';
import { start, useDirectory } from './support.js';

const customConnectorPlugins = Array.from({ length: 10 }, (_, index) => ({ id: `ccp-${index}` }));
const ids = customConnectorPlugins.map(({ id }) => id);

describe('stream-to-file', () => {
  const directory = useDirectory();
  const file = (): string => join(directory(), 'plugins.ndjson');

  test('writes one plugin on each line, and leaves no other file', async () => {
    const { confluent } = start({ customConnectorPlugins, pageSize: 3 });
    await streamToFile(confluent, file());
    const text = await readFile(file(), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      ids.map((id): unknown => expect.objectContaining({ id, kind: 'CustomConnectorPlugin' })),
    );
    expect(await readdir(directory())).toEqual(['plugins.ndjson']);
  });

  test('writes an empty file when there is no plugin', async () => {
    const { confluent } = start({});
    await streamToFile(confluent, file());
    expect(await readFile(file(), 'utf8')).toBe('');
  });

  test('leaves the last file as it was when the walk fails', async () => {
    await writeFile(file(), 'before');
    const faults = [undefined, { status: 403 }];
    const { confluent } = start({ customConnectorPlugins, pageSize: 3, faults });
    await expect(streamToFile(confluent, file())).rejects.toMatchObject({
      status: 403,
      walk: { items: 3 },
    });
    expect(await readFile(file(), 'utf8')).toBe('before');
    expect(await readdir(directory())).toEqual(['plugins.ndjson']);
  });

  test('fails when the file cannot be written', async () => {
    const { confluent } = start({ customConnectorPlugins, pageSize: 1 });
    await expect(
      streamToFile(confluent, join(directory(), 'missing', 'plugins.ndjson')),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
