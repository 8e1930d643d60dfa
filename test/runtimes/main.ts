/** Checks the built package in every runtime and toolchain that it promises, and prints tables. */
import { checkMock } from './check-mock.js';
import { checkPackage } from './check-package.js';
import { checkRuntimes } from './check-runtimes.js';
import { checkTypes } from './check-types.js';
import { createApp } from './create-app.js';
import type { App } from './create-app.js';
import type { Row } from './row.js';

const checks: Record<string, (app: App) => AsyncIterable<Row>> = {
  Runtimes: checkRuntimes,
  Types: checkTypes,
  Package: checkPackage,
  Requests: checkMock,
};

const rows: Row[] = [];
const app = await createApp();
try {
  for (const [title, check] of Object.entries(checks)) {
    console.log(`\n## ${title}\n\n| what | version | result |\n| --- | --- | --- |`);
    for await (const row of check(app)) {
      const { name, version, skipped, problem } = row;
      const result = problem ? 'FAILED' : skipped ? `skipped: ${skipped}` : 'passed';
      console.log(`| ${name} | ${version} | ${result} |`);
      rows.push(row);
    }
  }
} finally {
  app.remove();
}

const failed = rows.filter(({ problem }) => problem);
const skipped = rows.filter(({ skipped }) => skipped);
for (const { name, version, problem } of failed) {
  console.log(`\n${name} ${version}\n${problem ?? ''}`);
}
const passed = rows.length - failed.length - skipped.length;
console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exitCode = failed.length > 0 ? 1 : 0;
