import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { contestants } from '../contestants.js';
import { formatBytes } from '../section.js';
import type { Section } from '../section.js';

/** What each client adds to an app for browsers or workers. */
export async function size(): Promise<Section> {
  const rows: { label: string; minified: number; gzipped: number }[] = [];
  for (const { name, label } of contestants) {
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
    text: 'The program of the other workloads (one call, one walk), bundled for browsers by esbuild, without Node; minified, then compressed by gzip.',
    head: ['client', 'bytes gzipped', 'KiB gzipped', 'KiB minified'],
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
