import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

export default defineConfig({
  test: {
    include: ['{examples,test}/**/*.test.ts'],
    exclude: ['test/bench/**', '**/node_modules/**'],
    alias: {
      'confluent-connect-plugins/testing': source('testing/index.ts'),
      'confluent-connect-plugins': source('index.ts'),
    },
    testTimeout: 30_000,
  },
});
