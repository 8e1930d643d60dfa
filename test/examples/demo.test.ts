import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import { serve } from 'srvx';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBundled } from '../support/bundled.js';
import { runNode } from './support.js';
import type { Run } from './support.js';

describe('the demo on its embedded fake', () => {
  let run: Run;
  let lines: string[];
  const rowOf = (name: string): string => lines.find((line) => line.startsWith(name)) ?? '';

  beforeAll(async () => {
    run = await runNode(['--import', 'tsx', 'examples/demo.ts'], {});
    lines = run.stdout.split('\n');
  });

  test('exits with 0, and says that it talks to a fake', () => {
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(lines[0]).toMatch(/^Talking to a fake Confluent at http:\/\/127\.0\.0\.1:\d+, /);
  });

  test('has a table for each family, with its number of plugins', () => {
    expect(lines).toContain('Custom connector plugins of the organization: 6');
    expect(lines).toContain('Custom Connect plugins of environment env-demo01: 7');
    const headings = lines.filter((line) => line.startsWith('NAME'));
    expect(headings.map((line) => line.split(/ {2,}/))).toEqual([
      ['NAME', 'ID', 'TYPE', 'CLOUD'],
      ['NAME', 'ID', 'CLOUD', 'NEWEST READY', 'VERSIONS'],
    ]);
  });

  test.each([
    ['Datagen Source', 'ccp-4nd8q1', 'SOURCE', 'AWS'],
    ['Address Cleaner UDF', 'ccp-r7x5ju', 'flink_udf', 'AWS'],
    ['OpenSearch Sink', 'ccp-9v2rpe', 'AWS', '3.0.0', '5 READY, 1 FAILED'],
    ['RabbitMQ Sink', 'ccp-e0k7lm', 'AWS', 'v0.10.0', '5 READY'],
    ['Slack Notifier', 'ccp-g5q2sn', 'GCP', '-', '2 FAILED'],
    ['ClickHouse Sink', 'ccp-k6z3dv', 'AWS', '1.1.0', '3 READY, 1 PROCESSING'],
    ['InfluxDB Sink', 'ccp-p1r6hc', 'AZURE', '-', '1 PROCESSING'],
    ['Webhook Sink', 'ccp-w3s0qa', 'GCP', '-', 'none'],
  ])('has a row for %s with its cells', (name, ...cells) => {
    expect(rowOf(name).split(/ {2,}/)).toEqual([name, ...cells]);
  });

  test('aligns its columns', () => {
    const column = lines.find((line) => line.includes('NEWEST READY'))?.indexOf('NEWEST READY');
    expect(rowOf('Jira Source').slice(column)).toMatch(/^1\.1\.0 /);
    expect(rowOf('RabbitMQ Sink').slice(column)).toMatch(/^v0\.10\.0 /);
  });

  test('has a line below a plugin for each failed version, with its error message', () => {
    const row = lines.findIndex((line) => line.startsWith('Slack Notifier'));
    expect(lines.slice(row + 1, row + 3)).toEqual([
      '  ! 1.0.0 failed: The archive is larger than the size limit.',
      '  ! 1.0.1 failed: The archive is not a valid ZIP file.',
    ]);
    expect(lines[row + 3]).toMatch(/^Jira Source/);
  });

  test('counts its requests, which read several pages', () => {
    // Pages have 4 items: 2 pages of each family, and 9 of the versions of 7 plugins.
    expect(run.stdout).toMatch(/\n\n13 requests\.\n$/);
  });
});

describe('the demo with credentials in its environment', () => {
  const bundled = useBundled('examples/demo', 'examples/newest-ready');
  const createContent = (): FakeConfluent =>
    createFakeConfluent({
      customConnectorPlugins: [{ id: 'ccp-1', display_name: 'Lonely Source' }],
      customConnectPlugins: ['Parcel Sink', 'Weather Sink'].map((display_name, index) => ({
        id: `ccp-${index + 2}`,
        spec: { display_name },
        versions: [{ id: 'ver-1', spec: { version: 'v1.2.3' } }],
      })),
    });

  /** Runs the demo against a fake, whose responses for versions may have an error status. */
  async function runDemo(
    args: string[],
    { fake = createContent(), versionsStatus = 200, settings = {} } = {},
  ): Promise<Run> {
    const fetch = (request: Request): Promise<Response> | Response =>
      versionsStatus !== 200 && request.url.includes('/versions')
        ? Response.json({ errors: [{ detail: 'no such thing' }] }, { status: versionsStatus })
        : fake.fetch(request);
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0, silent: true });
    await server.ready();
    try {
      return await runNode([bundled('examples/demo'), ...args], {
        CONFLUENT_CLOUD_API_KEY: fake.options.apiKey,
        CONFLUENT_CLOUD_API_SECRET: fake.options.apiSecret,
        CONFLUENT_CLOUD_REST_ENDPOINT: server.url ?? '',
        ...settings,
      });
    } finally {
      await server.close(true);
    }
  }

  test('lists the environment of its argument', async () => {
    const { code, stdout, stderr } = await runDemo(['env-1']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Talking to Confluent Cloud\.\n/);
    expect(stdout).toMatch(/^Lonely Source +ccp-1 +SOURCE +AWS$/m);
    expect(stdout).toMatch(/^Parcel Sink +ccp-2 +AWS +v1\.2\.3 +1 READY$/m);
  });

  test('lists the environment of CONFLUENT_ENVIRONMENT_ID', async () => {
    const fake = createContent();
    const settings = { CONFLUENT_ENVIRONMENT_ID: 'env-2' };
    const { code, stdout } = await runDemo([], { fake, settings });
    expect(code).toBe(0);
    expect(stdout).toContain('Custom Connect plugins of environment env-2: 0\n');
    expect(fake.requests.at(-1)?.query['environment']).toBe('env-2');
  });

  test('lists what needs no environment when it has none, and says what is missing', async () => {
    const { code, stdout } = await runDemo([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Lonely Source +ccp-1/m);
    expect(stdout).toContain('Give its id: npm run demo -- env-abc123');
    expect(stdout).not.toContain('Parcel Sink');
  });

  test.each([403, 404])(
    'prints both tables when every list of versions is a %i',
    async (status) => {
      const { code, stdout, stderr } = await runDemo(['env-1'], { versionsStatus: status });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Lonely Source +ccp-1/m);
      for (const row of ['Parcel Sink +ccp-2', 'Weather Sink +ccp-3']) {
        expect(stdout).toMatch(new RegExp(`^${row} +AWS +- +not listed\n {2}! .+ ${status}`, 'm'));
      }
    },
  );

  test('exits with 1 and the error when the versions are a 500', async () => {
    const { code, stderr } = await runDemo(['env-1'], { versionsStatus: 500 });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^GET \/ccpm\/v1\/plugins\/ccp-\d\/versions: 500.+\n$/);
  });

  test('exits with 1 and one line when the secret is wrong, without the secret', async () => {
    const settings = { CONFLUENT_CLOUD_API_SECRET: 'wrong-secret' };
    const { code, stderr } = await runDemo(['env-1'], { settings });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^GET \/connect\/v1\/custom-connector-plugins: 401 .+\n$/);
    expect(stderr).not.toContain('wrong-secret');
  });

  test('exits with 1 rather than show the fake when only the key is set', async () => {
    const { code, stdout, stderr } = await runDemo([], {
      settings: { CONFLUENT_CLOUD_API_SECRET: '' },
    });
    expect(code).toBe(1);
    expect(stdout).not.toContain('fake');
    expect(stderr).toContain('CONFLUENT_CLOUD_API_SECRET');
  });
});
