import { defineConfig } from 'rolldown';

/** Bundles each entry point. What two of them need is in shared.js, so an error class is one in both. */
export default defineConfig({
  input: {
    index: 'src/index.ts',
    'sts/index': 'src/sts/index.ts',
    'testing/index': 'src/testing/index.ts',
  },
  external: ['openapi-fetch'],
  platform: 'neutral',
  logLevel: 'warn',
  // Bundlers of apps inline the constants of small modules, but not all of those in a bundle.
  optimization: { inlineConst: { mode: 'all' } },
  transform: { target: 'es2022' },
  output: {
    chunkFileNames: '[name].js',
    cleanDir: true,
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    minify: false,
    minifyInternalExports: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
});
