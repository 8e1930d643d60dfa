import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/** Their files share a process: a new one for each file would take most of the time. */
const clientTests = ['test/{client,errors,pagination,request}/**/*.test.ts'];

/** The project of the client's tests. */
export const client = {
  extends: true,
  test: { name: 'client', include: clientTests, isolate: false },
} as const;

export default defineConfig({
  test: {
    alias: {
      'confluent-connect-plugins/sts': source('sts/index.ts'),
      'confluent-connect-plugins/testing': source('testing/index.ts'),
      'confluent-connect-plugins': source('index.ts'),
    },
    testTimeout: 30_000,
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
