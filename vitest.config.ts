import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

const clientTests = ['test/{client,errors,pagination,request,robustness,stack,sts}/**/*.test.ts'];

/** The project of the client's tests. */
export const client = {
  extends: true,
  test: { name: 'client', include: clientTests },
} as const;

export default defineConfig({
  test: {
    alias: {
      'confluent-connect-plugins/sts': source('sts/index.ts'),
      'confluent-connect-plugins/testing': source('testing/index.ts'),
      'confluent-connect-plugins': source('index.ts'),
    },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files share a process: a new one for each file would take most of the time.
    isolate: false,
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      client,
      {
        extends: true,
        test: {
          name: 'other',
          include: ['{examples,test}/**/*.test.ts'],
          exclude: [...clientTests, '**/node_modules/**'],
        },
      },
    ],
  },
});
