import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { serve } from 'srvx';
import { beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 25_000, hookTimeout: 25_000 });

const root = fileURLToPath(new URL('..', import.meta.url));

interface Run {
  code: number | string | null | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the demo with no setting of Confluent in its environment but those given. */
async function runDemo(given: Record<string, string> = {}, args: string[] = []): Promise<Run> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONFLUENT_'));
  const env = { ...Object.fromEntries(own), ...given };
  const options = { cwd: root, env, timeout: 20_000 };
  const command = ['--import', 'tsx', 'examples/demo.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

describe('the demo on its fake', () => {
  let run: Run;
  let lines: string[];
  const rowOf = (name: string): string => lines.find((line) => line.startsWith(name)) ?? '';

  beforeAll(async () => {
    run = await runDemo();
    lines = run.stdout.split('\n');
  });

  test('ends well and says what it talks to', () => {
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(lines[0]).toMatch(/^Talking to a fake Confluent at http:\/\/127\.0\.0\.1:\d+\/?, /);
  });

  test.each([
    ['NAME', 'ID', 'TYPE', 'CLOUD', 'NEWEST READY', 'VERSIONS'],
    ['Datagen Source', 'ccp-4nd8q1', 'SOURCE', 'AWS', '2.0.0', '7 READY'],
    ['GitHub Source', 'ccp-71mx0k', 'SOURCE', 'AWS', 'v1.0.1', '2 READY, 1 PROCESSING'],
    ['OpenSearch Sink', 'ccp-9v2rpe', 'SINK', 'AWS', '3.0.0', '4 READY, 1 FAILED'],
    ['RabbitMQ Sink', 'ccp-e0k7lm', 'SINK', 'AWS', 'v0.10.0', '5 READY'],
    ['Slack Notifier', 'ccp-g5q2sn', 'SINK', 'GCP', '-', '2 FAILED'],
    ['InfluxDB Sink', 'ccp-p1r6hc', 'SINK', 'AZURE', '-', '1 PROCESSING'],
    ['Address Cleaner UDF', 'ccp-r7x5ju', 'flink_udf', 'AWS', '1.1.0', '2 READY'],
    ['Webhook Sink', 'ccp-w3s0qa', 'SINK', 'GCP', '-', 'none'],
  ])('has the row %s', (name, ...cells) => {
    expect(rowOf(name).split(/ {2,}/)).toEqual([name, ...cells]);
  });

  test('has its columns below each other', () => {
    const column = rowOf('NAME').indexOf('NEWEST READY');
    expect(rowOf('Jira Source').slice(column)).toMatch(/^1\.0\.0 /);
    expect(rowOf('Neo4j Sink').slice(column)).toMatch(/^v5\.1\.0 /);
  });

  test('tells below a plugin which versions failed, and why', () => {
    const row = lines.findIndex((line) => line.startsWith('Slack Notifier'));
    expect(lines.slice(row + 1, row + 3)).toEqual([
      '  ! 1.0.0 failed: The archive is larger than the size limit.',
      '  ! 1.0.1 failed: The archive is not a valid ZIP file.',
    ]);
    expect(lines[row + 3]).toMatch(/^Jira Source/);
  });

  test('counts at its end what it read over several pages', () => {
    // 14 plugins by 4 make 4 pages; of the 14 lists of versions three take 2 pages.
    expect(run.stdout).toMatch(/\n\n14 plugins and 38 versions in 21 requests\.\n$/);
  });
});

describe('the demo with credentials', () => {
  const fake = createFakeConfluent({
    plugins: [{ id: 'ccp-1', display_name: 'Lonely Sink' }],
    versions: { 'ccp-1': [{ id: 'ver-1', spec: { version: 'v1.2.3' } }] },
  });

  async function runAgainstFake(secret: string, ...args: string[]): Promise<Run> {
    const server = serve({ fetch: fake.fetch, hostname: '127.0.0.1', port: 0, silent: true });
    await server.ready();
    try {
      const settings = {
        CONFLUENT_CLOUD_API_KEY: fake.options.apiKey,
        CONFLUENT_CLOUD_API_SECRET: secret,
        CONFLUENT_CLOUD_REST_ENDPOINT: server.url ?? '',
      };
      return await runDemo(settings, args);
    } finally {
      await server.close(true);
    }
  }

  test('asks Confluent for the environment that it is given', async () => {
    const { code, stdout } = await runAgainstFake(fake.options.apiSecret, 'env-abc123');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Talking to Confluent Cloud, environment env-abc123\.\n/);
    expect(stdout).toMatch(/^Lonely Sink +ccp-1 +SOURCE +AWS +v1\.2\.3 +1 READY$/m);
    expect(fake.requests.at(-1)?.query).toEqual({ environment: 'env-abc123' });
  });

  test('ends with one line when Confluent refuses', async () => {
    const { code, stderr } = await runAgainstFake('wrong-secret', 'env-abc123');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^GET \/connect\/v1\/custom-connector-plugins: 401 .+\n$/);
    expect(stderr).not.toContain('wrong-secret');
  });

  test('asks for an environment when it is given none', async () => {
    const settings = { CONFLUENT_CLOUD_API_KEY: 'key', CONFLUENT_CLOUD_API_SECRET: 'secret' };
    const { code, stderr } = await runDemo(settings);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Which environment? Give its id: npm run demo -- env-abc123\n',
    });
  });
});
