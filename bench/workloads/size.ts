import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { peers } from '../peers.js';
import { formatBytes } from '../section.js';
import type { Section } from '../section.js';

/** Measures what each client adds to an app for browsers or workers. */
export async function size(): Promise<Section> {
  const rows: { label: string; minified: number; gzipped: number }[] = [];
  for (const { name, label } of peers) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url))],
      bundle: true,
      format: 'esm',
      legalComments: 'none',
      minify: true,
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
    const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
    const gzipped = gzipSync(contents, { level: 9 }).length;
    rows.push({ label, minified: contents.length, gzipped });
  }
  return {
    title: 'Size',
    text: 'The code that the other workloads run (one call, one walk), bundled by esbuild for browsers, minified, and compressed by gzip.',
    columns: ['client', 'bytes gzipped', 'KiB gzipped', 'KiB minified'],
    rows: rows
      .toSorted((a, b) => a.gzipped - b.gzipped)
      .map(({ label, minified, gzipped }) => [
        label,
        `${gzipped}`,
        formatBytes(gzipped, 'KiB'),
        formatBytes(minified, 'KiB'),
      ]),
  };
}
