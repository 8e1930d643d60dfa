import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { serveFake } from '../../examples/shared/serve-fake.js';
import { VERSION } from '../../src/version.js';
import { root, runNode } from '../examples/support.js';
import type { Run } from '../examples/support.js';
import { openapi, sectionOf, valid } from './support.js';

/** A copy of the project whose document has the lists of the fake alone. */
let project: string;
let command: string[];
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'live-'));
  for (const name of ['live', 'scripts', 'src', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(project, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  mkdirSync(join(project, 'openapi'));
  writeFileSync(join(project, 'openapi/openapi.yaml'), openapi);
  command = ['--import', 'tsx', join(project, 'live/main.ts')];
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

/** Runs the check against a fake at an address of this machine. */
async function runAgainst(
  content: FakeConfluentOptions,
  settings: Record<string, string> = {},
): Promise<Run> {
  const { fake, baseUrl, close } = await serveFake(content);
  try {
    return await runNode(command, {
      CONFLUENT_CLOUD_API_KEY: fake.options.apiKey,
      CONFLUENT_CLOUD_API_SECRET: fake.options.apiSecret,
      CONFLUENT_CLOUD_REST_ENDPOINT: baseUrl,
      ...settings,
    });
  } finally {
    await close();
  }
}

test('test:live exits with 0 and a report where the contract holds', async () => {
  const run = await runAgainst(valid, { CONFLUENT_ENVIRONMENT_ID: 'env-1' });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  const node = process.versions.node;
  expect(run.stdout).toContain(`\nPackage ${VERSION}, Node ${node}, ${new Date().getFullYear()}-`);
  expect(sectionOf(run.stdout, 'Lists')[2]).toContain('/versions: items 2, pages 2');
});

test('test:live exits with 1 where the contract does not hold', async () => {
  const customConnectorPlugins = [{ id: 'ccp-1', display_name: undefined }];
  const run = await runAgainst({ customConnectorPlugins });
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/^CONFLUENT_ENVIRONMENT_ID is not set: .+\n$/);
  expect(run.stdout).toContain('data[].display_name: missing in 1 of 1\n');
});

test('test:live says in one line what it needs without credentials, and exits with 0', async () => {
  const { code, stdout, stderr } = await runNode(command, {});
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^.*CONFLUENT_CLOUD_API_KEY.*CONFLUENT_ENVIRONMENT_ID.*\n$/);
});

test('test:live exits with 1 and one line where half of the credentials is given', async () => {
  const { code, stdout, stderr } = await runNode(command, { CONFLUENT_CLOUD_API_KEY: 'KEY' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^.*CONFLUENT_CLOUD_API_SECRET.*\n$/);
});
