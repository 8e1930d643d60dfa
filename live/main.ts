/**
 * Checks the contract against the real Confluent Cloud and prints a report that can be sent to
 * others. It only reads.
 *
 *     npm run test:live
 *
 * CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET are needed, CONFLUENT_ENVIRONMENT_ID for
 * the lists of an environment. CONFLUENT_CLOUD_REST_ENDPOINT replaces https://api.confluent.cloud.
 *
 * The exit code is 0 if the contract holds or no credentials are given, and otherwise 1.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readIfThere } from '../scripts/shared/files.js';
import { VERSION } from '../src/version.js';
import { checkContract, judgeCheck } from './check-contract.js';
import { renderReport } from './report.js';

const {
  CONFLUENT_CLOUD_API_KEY: apiKey,
  CONFLUENT_CLOUD_API_SECRET: apiSecret,
  CONFLUENT_ENVIRONMENT_ID: environment,
} = process.env;
const openapi = resolve(import.meta.dirname, '../openapi');

async function runCheck(): Promise<void> {
  const check = await checkContract({
    document: readFileSync(resolve(openapi, 'openapi.yaml'), 'utf8'),
    corrections: readIfThere(resolve(openapi, 'corrections.yaml')) ?? '',
    // The client reads the credentials itself.
    connection: {},
    query: environment ? { environment } : {},
  });
  const verdict = judgeCheck(check);
  const run = { version: VERSION, nodeVersion: process.versions.node, date: new Date() };
  console.log(renderReport(check, verdict, run));
  if (!environment) {
    console.error('CONFLUENT_ENVIRONMENT_ID is not set: the lists of an environment are skipped.');
  }
  process.exitCode = verdict === 'holds' ? 0 : 1;
}

if (apiKey || apiSecret) {
  try {
    await runCheck();
  } catch (error) {
    // Wrong settings and errors of the check itself; what Confluent does is in the report.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} else {
  console.log(
    'test:live needs CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET, and CONFLUENT_ENVIRONMENT_ID for the lists of an environment.',
  );
}
