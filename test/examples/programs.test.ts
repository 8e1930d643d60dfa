import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heading } from '../../examples/inventory.js';
import * as sample from '../../examples/shared/sample-data.js';
import { serveFake } from '../../examples/shared/serve-fake.js';
import type { ServedFake } from '../../examples/shared/serve-fake.js';
import { useBundled } from '../support/bundled.js';
import { runNode, useDirectory } from './support.js';
import type { Run } from './support.js';

const PROGRAMS = [
  'all-versions',
  'compare-environments',
  'find-plugin',
  'inventory',
  'log-requests',
  'newest-ready',
  'resume-walk',
  'stream-to-file',
  'wait-until-ready',
];
const { customConnectorPlugins, customConnectPlugins, environment, otherEnvironment } = sample;

describe('an example, started as a program', () => {
  const directory = useDirectory();
  const bundled = useBundled(...PROGRAMS.map((name) => `examples/${name}`));
  let served: ServedFake;
  beforeAll(async () => {
    served = await serveFake({ customConnectorPlugins, customConnectPlugins, pageSize: 4 });
  });
  afterAll(async () => {
    await served.close();
  });

  /** Runs Node with the served fake in its environment. */
  async function run(args: string[], settings: Record<string, string> = {}): Promise<Run> {
    return runNode(args, {
      CONFLUENT_CLOUD_API_KEY: served.fake.options.apiKey,
      CONFLUENT_CLOUD_API_SECRET: served.fake.options.apiSecret,
      CONFLUENT_CLOUD_REST_ENDPOINT: served.baseUrl,
      ...settings,
    });
  }

  /** Runs a bundled example. */
  async function runExample(example: string, ...args: string[]): Promise<Run> {
    return run([bundled(`examples/${example}`), ...args]);
  }

  test('runs from its source', async () => {
    const { code, stdout } = await run(['--import', 'tsx', 'examples/inventory.ts', environment]);
    const lines = stdout.split('\n');
    expect(code).toBe(0);
    expect(lines[0]?.split(/ {2,}/)).toEqual(heading);
    expect(lines[2]).toMatch(/^ccp-4nd8q1 {2}Datagen Source {7}connect\/v1 {2}SOURCE {5}AWS$/);
    expect(lines).toHaveLength(2 + 6 + 7 + 1);
  });

  test('inventory prints CSV and nothing else', async () => {
    const { code, stdout } = await runExample('inventory', '--csv', '--without-flink');
    const lines = stdout.split('\r\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe(heading.join(','));
    expect(lines[1]).toBe('ccp-4nd8q1,Datagen Source,connect/v1,SOURCE,AWS,');
    expect(lines).toHaveLength(1 + 4 + 1);
  });

  test('find-plugin prints the plugin that it found', async () => {
    const args = ['Slack Notifier', '--environment', environment, '--first'];
    expect(await runExample('find-plugin', ...args)).toEqual({
      code: 0,
      stdout: 'ccp-g5q2sn ccpm/v1\n',
      stderr: '',
    });
  });

  test('newest-ready prints the version with its id', async () => {
    expect(await runExample('newest-ready', 'ccp-e0k7lm', environment)).toEqual({
      code: 0,
      stdout: 'v0.10.0 ver-v0.10.0\n',
      stderr: '',
    });
  });

  test('all-versions prints one row for each version', async () => {
    const { code, stdout, stderr } = await runExample('all-versions', environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout.trimEnd().split('\n').slice(2);
    expect(rows).toHaveLength(20);
    expect(rows[0]?.split(/ {2,}/)).toEqual(['OpenSearch Sink', 'ccp-9v2rpe', '2.3.0', 'READY']);
  });

  test('log-requests logs to stderr and prints the plugins to stdout', async () => {
    const { code, stdout, stderr } = await runExample('log-requests');
    expect(code).toBe(0);
    expect(stdout).toContain('ccp-4nd8q1 Datagen Source\n');
    expect(stderr).toMatch(/^(GET http:\S+ 200 \(request id [0-9a-f-]{36}\) after \d+ ms\n){2}$/);
  });

  test('wait-until-ready exits with 1 and the error message when the version has FAILED', async () => {
    expect(await runExample('wait-until-ready', 'ccp-g5q2sn', environment, '1.0.1')).toEqual({
      code: 1,
      stdout: '',
      stderr: '1.0.1 failed: The archive is not a valid ZIP file.\n',
    });
  });

  test('wait-until-ready prints what it waits for until the version is READY', async () => {
    const none = { data: [], metadata: {} };
    const slow = await serveFake({ customConnectPlugins, faults: [{ status: 200, body: none }] });
    const target = ['ccp-j9w4bx', environment, '1.0.0'];
    const command = [bundled('examples/wait-until-ready'), ...target, '--interval', '0.01'];
    const ran = await run(command, { CONFLUENT_CLOUD_REST_ENDPOINT: slow.baseUrl });
    await slow.close();
    expect(ran).toEqual({ code: 0, stdout: '1.0.0: not listed yet\n1.0.0: READY\n', stderr: '' });
  });

  test('wait-until-ready exits with 1 when the timeout has passed', async () => {
    const target = ['ccp-p1r6hc', environment, '0.1.0', '--timeout', '0.1'];
    const { code, stderr } = await runExample('wait-until-ready', ...target);
    expect(code).toBe(1);
    expect(stderr).toBe('The operation was aborted due to timeout\n');
  });

  test('compare-environments exits with 1 and a table when two environments differ', async () => {
    const { code, stdout } = await runExample(
      'compare-environments',
      environment,
      otherEnvironment,
    );
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(code).toBe(1);
    expect(rows[0]).toEqual(['PLUGIN', 'VERSION', environment, otherEnvironment]);
    expect(rows).toContainEqual(['Jira Source', '1.1.0', 'READY', '-']);
    expect(rows).not.toContainEqual(expect.arrayContaining(['Jira Source', '1.0.0']));
  });

  test('compare-environments exits with 0 when there is no difference', async () => {
    expect(await runExample('compare-environments', environment, environment)).toEqual({
      code: 0,
      stdout: 'No difference.\n',
      stderr: '',
    });
  });

  test('resume-walk prints every plugin', async () => {
    const { code, stdout } = await runExample('resume-walk');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      ...customConnectorPlugins.map(({ id, display_name = '' }) => `${id} ${display_name}`),
      '',
    ]);
  });

  test('stream-to-file writes every plugin to the file', async () => {
    const file = join(directory(), 'plugins.ndjson');
    expect(await runExample('stream-to-file', file)).toEqual({ code: 0, stdout: '', stderr: '' });
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(customConnectorPlugins.length);
  });

  test.each([
    ['nothing is found', ['No such plugin'], 'No plugin is named No such plugin'],
    ['arguments are missing', [], 'Arguments are missing: the top of FILE says how to run it.'],
    ['an option is unknown', ['Jira Source', '--frist'], "Unknown option '--frist'"],
  ])('exits with 1 and one line when %s', async (_, args, line) => {
    const { code, stdout, stderr } = await runExample('find-plugin', ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replace(bundled('examples/find-plugin'), 'FILE')).toBe(`${line}\n`);
  });

  test('exits with 1 and one line when it has a wrong secret, or none', async () => {
    const command = [bundled('examples/resume-walk')];
    const wrong = await run(command, { CONFLUENT_CLOUD_API_SECRET: 'wrong-secret' });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^GET \/connect\/v1\/custom-connector-plugins: 401 .+\n$/);
    expect(wrong.stderr).not.toContain('wrong-secret');
    const none = await run(command, { CONFLUENT_CLOUD_API_SECRET: '' });
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^.+CONFLUENT_CLOUD_API_SECRET.+\n$/);
  });
});
