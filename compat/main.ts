/**
 * Checks the packed package in the runtimes and tools that it supports, and prints a table for each
 * group of checks. The command line may name the groups to run; the default is all of them.
 */
import { checkBundlers } from './check-bundlers.js';
import { checkCommonJs } from './check-commonjs.js';
import { checkMocks } from './check-mocks.js';
import { checkNetwork } from './check-network.js';
import { checkNext } from './check-next.js';
import { checkPackage } from './check-package.js';
import { checkRequests } from './check-requests.js';
import type { CheckResult } from './check-result.js';
import { checkResolution } from './check-resolution.js';
import { checkRuntimes } from './check-runtimes.js';
import { checkTestRunners } from './check-test-runners.js';
import { checkTypes } from './check-types.js';
import { checkWorkers } from './check-workers.js';
import { createApp } from './create-app.js';
import type { App } from './create-app.js';

const groups: Record<string, (app: App) => AsyncIterable<CheckResult>> = {
  runtimes: checkRuntimes,
  types: checkTypes,
  resolution: checkResolution,
  package: checkPackage,
  requests: checkRequests,
  network: checkNetwork,
  bundlers: checkBundlers,
  commonjs: checkCommonJs,
  mocks: checkMocks,
  'test-runners': checkTestRunners,
  next: checkNext,
  workers: checkWorkers,
};

const named = process.argv.slice(2);
for (const name of named) {
  if (!(name in groups)) {
    throw new Error(`There is no group ${name}, only ${Object.keys(groups).join(', ')}`);
  }
}

const results: CheckResult[] = [];
const app = await createApp();
try {
  for (const [group, runChecks] of Object.entries(groups)) {
    if (named.length > 0 && !named.includes(group)) continue;
    console.log(`\n## ${group}\n\n| check | version | result |\n| --- | --- | --- |`);
    for await (const result of runChecks(app)) {
      console.log(`| ${result.name} | ${result.version} | ${describeOutcome(result)} |`);
      results.push(result);
    }
  }
} finally {
  app.remove();
}

for (const result of results) {
  if (result.outcome === 'failed') {
    console.log(`\n${result.name} ${result.version}\n${result.problem}`);
  }
}
const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function describeOutcome(result: CheckResult): string {
  switch (result.outcome) {
    case 'passed':
      return 'passed';
    case 'skipped':
      return `skipped: ${result.reason}`;
    case 'failed':
      return 'FAILED';
  }
}

function count(outcome: CheckResult['outcome']): number {
  return results.filter((result) => result.outcome === outcome).length;
}
