import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderPlugins } from '../examples/browser-types.js';
import { compareEnvironments } from '../examples/compare-environments.js';
import { findPlugins } from '../examples/find-plugin.js';
import { heading, takeInventory } from '../examples/inventory.js';
import { findNewestReady } from '../examples/newest-ready.js';
import { renderCsv } from '../examples/render-csv.js';
import { renderTable } from '../examples/render-table.js';
import { walkPlugins } from '../examples/resume-walk.js';
import * as sample from '../examples/sample-data.js';
import { serveFake } from '../examples/serve-fake.js';
import type { ServedFake } from '../examples/serve-fake.js';
import { streamToFile } from '../examples/stream-to-file.js';
import { toMs, waitUntilReady } from '../examples/wait-until-ready.js';

vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

const root = resolve(import.meta.dirname, '..');

/** A fake, and a client on it that repeats a request at once, but once at most. */
function start(options: FakeConfluentOptions): { fake: FakeConfluent; confluent: ConfluentClient } {
  const fake = createFakeConfluent(options);
  const settings = { ...fake.options, maxRetries: 1, maxRetryDelayMs: 0 };
  return { fake, confluent: createConfluentClient(settings) };
}

/** A directory of its own for each test that asks for it. */
function useDirectory(): () => string {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'examples-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  return () => directory;
}

const outage = { status: 503 };
const tenPlugins = Array.from({ length: 10 }, (_, index) => ({ id: `ccp-${index}` }));
const tenIds = tenPlugins.map(({ id }) => id);

describe('inventory', () => {
  test('has a row for each plugin of every page, with its sensitive properties', async () => {
    const { confluent } = start({
      plugins: [
        { id: 'ccp-1', display_name: 'Jira Source', connector_class: 'org.example.Jira' },
        {
          id: 'ccp-2',
          display_name: 'Currency UDF',
          connector_type: 'flink_udf',
          cloud: 'GCP',
          connector_class: 'org.example.Currency',
          sensitive_config_properties: ['api.key', 'password'],
        },
      ],
      pageSize: 1,
    });
    const rows = await takeInventory(confluent);
    expect(rows).toEqual([
      ['ccp-1', 'Jira Source', 'SOURCE', 'AWS', 'org.example.Jira', ''],
      ['ccp-2', 'Currency UDF', 'flink_udf', 'GCP', 'org.example.Currency', 'api.key, password'],
    ]);
    expect(renderCsv(rows)).toBe(
      'ccp-1,Jira Source,SOURCE,AWS,org.example.Jira,\r\n' +
        'ccp-2,Currency UDF,flink_udf,GCP,org.example.Currency,"api.key, password"\r\n',
    );
  });

  test('leaves a cell empty for what Confluent left out', async () => {
    const plugin = { id: 'ccp-1', cloud: undefined, sensitive_config_properties: undefined };
    const { confluent } = start({ plugins: [plugin] });
    const [row] = await takeInventory(confluent);
    expect([row?.[3], row?.[5]]).toEqual(['', '']);
  });

  test('is a heading alone when there is no plugin', async () => {
    const { confluent } = start({});
    expect(await takeInventory(confluent)).toEqual([]);
    expect(renderCsv([heading])).toBe('ID,NAME,TYPE,CLOUD,CLASS,SENSITIVE PROPERTIES\r\n');
    expect(renderTable(heading, []).split('\n')).toEqual([
      'ID  NAME  TYPE  CLOUD  CLASS  SENSITIVE PROPERTIES',
      '--  ----  ----  -----  -----  --------------------',
    ]);
  });

  test.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'the "best"', '"the ""best"""'],
    ['a line feed', 'a\nb', '"a\nb"'],
    ['a carriage return', 'a\rb', '"a\rb"'],
    ['none of these', 'a b; c', 'a b; c'],
    ['the start of a formula', '=1+1', "'=1+1"],
    ['the start of a formula, and a comma', '@SUM(A1,A2)', `"'@SUM(A1,A2)"`],
    ['a tab before a formula', '\t=1', "'\t=1"],
    ['a carriage return before a formula', '\r=1', `"'\r=1"`],
    ['a sign', '-1', "'-1"],
    ['a full-width sign', '＝1+1', "'＝1+1"],
    ['a sign further on', 'a=b', 'a=b'],
  ])('writes a CSV field with %s so that it is read back as text', (_, text, field) => {
    expect(renderCsv([[text, 'end']])).toBe(`${field},end\r\n`);
  });
});

describe('find-plugin', () => {
  const plugins = [
    { id: 'ccp-1', display_name: 'Jira Source' },
    { id: 'ccp-2', display_name: 'Jira Source 2' },
    { id: 'ccp-3', display_name: 'jira source' },
    { id: 'ccp-4', display_name: 'Jira Source' },
    { id: 'ccp-5', display_name: 'Jira Source' },
  ];

  test('finds all plugins with exactly the name', async () => {
    const { confluent } = start({ plugins, pageSize: 2 });
    const found = await findPlugins(confluent, 'Jira Source');
    expect(found.map(({ id }) => id)).toEqual(['ccp-1', 'ccp-4', 'ccp-5']);
  });

  test('asks for no page after the first one found, when that is enough', async () => {
    const { confluent, fake } = start({ plugins, pageSize: 2 });
    const found = await findPlugins(confluent, 'jira source', { first: true });
    expect(found.map(({ id }) => id)).toEqual(['ccp-3']);
    expect(fake.requests).toHaveLength(2);
  });

  test.each([plugins, []])('finds none when no plugin has the name', async (...held) => {
    const { confluent } = start({ plugins: held });
    expect(await findPlugins(confluent, 'Jira')).toEqual([]);
  });
});

describe('newest-ready', () => {
  async function newestOf(...versions: [version: string, phase?: string][]): Promise<unknown> {
    const { confluent } = start({
      versions: {
        'ccp-1': versions.map(([version, phase = 'READY'], index) => ({
          id: `ver-${index}`,
          spec: { version },
          status: { phase },
        })),
      },
      pageSize: 2,
    });
    return (await findNewestReady(confluent, 'ccp-1', 'env-1'))?.spec.version;
  }

  test('goes by SemVer and not by the alphabet or the order of the list', async () => {
    expect(await newestOf(['1.9.0'], ['1.10.0'], ['1.2.0'])).toBe('1.10.0');
  });

  test('takes versions with and without a leading v', async () => {
    expect(await newestOf(['1.0.0'], ['v1.2.0'], ['1.1.0'])).toBe('v1.2.0');
    expect(await newestOf(['v1.0.0'], ['v1.2.0'], ['1.3.0'])).toBe('1.3.0');
  });

  test('puts a release before its own candidates', async () => {
    expect(await newestOf(['2.0.0-rc.1'], ['2.0.0'], ['2.0.0-rc.2'])).toBe('2.0.0');
  });

  test('passes over what is not READY, and what is not SemVer', async () => {
    expect(
      await newestOf(['1.0.0'], ['1.1.0', 'FAILED'], ['1.2.0', 'PROCESSING'], ['latest']),
    ).toBe('1.0.0');
  });

  test('finds none when none is READY', async () => {
    expect(await newestOf(['1.1.0', 'FAILED'])).toBeUndefined();
    expect(await newestOf()).toBeUndefined();
  });
});

describe('wait-until-ready', () => {
  const wanted = { pluginId: 'ccp-1', environment: 'env-1', version: '1.2.0', intervalMs: 1 };
  const forever = new AbortController().signal;
  const older = { id: 'ver-1', spec: { version: '1.1.0' } };

  /** Waits on a fake that moves a version on by one phase at each look; `undefined` is not listed. */
  async function waitThrough(
    phases: (string | undefined)[],
    error_message?: string,
  ): Promise<{ seen: (string | undefined)[]; end: unknown }> {
    const versions = [older];
    const { confluent } = start({ versions: { 'ccp-1': versions }, pageSize: 1 });
    const seen: (string | undefined)[] = [];
    const show = (): void => {
      const phase = phases.shift();
      if (phase === undefined) return;
      const status = { phase, error_message };
      const version = { id: 'ver-2', spec: { version: '1.2.0' }, status };
      versions.splice(1, 1, version);
    };
    show();
    const onWait = (phase: string | undefined): void => {
      seen.push(phase);
      show();
    };
    const end = await waitUntilReady(confluent, { ...wanted, signal: forever, onWait }).then(
      ({ id }) => id,
      String,
    );
    return { seen, end };
  }

  test('returns the version once it is READY, and tells of each wait', async () => {
    expect(await waitThrough(['PROCESSING', 'PROCESSING', 'READY'])).toEqual({
      seen: ['PROCESSING', 'PROCESSING'],
      end: 'ver-2',
    });
  });

  test('does not wait for a version that is READY already', async () => {
    expect(await waitThrough(['READY'])).toEqual({ seen: [], end: 'ver-2' });
  });

  test('waits for a version that is not listed yet', async () => {
    expect(await waitThrough([undefined, undefined, 'READY'])).toEqual({
      seen: [undefined, undefined],
      end: 'ver-2',
    });
  });

  test('waits through a phase that it does not know', async () => {
    expect(await waitThrough(['SCANNING', 'READY'])).toEqual({ seen: ['SCANNING'], end: 'ver-2' });
  });

  test('throws the reason that Confluent gives when the version has FAILED', async () => {
    expect(await waitThrough(['PROCESSING', 'FAILED'], 'The archive is empty.')).toEqual({
      seen: ['PROCESSING'],
      end: 'Error: 1.2.0 failed: The archive is empty.',
    });
  });

  test('throws also when the version has FAILED without a reason', async () => {
    const status = { phase: 'FAILED', error_message: undefined };
    const failed = { id: 'ver-2', spec: { version: '1.2.0' }, status };
    const { confluent } = start({ versions: { 'ccp-1': [failed] } });
    await expect(waitUntilReady(confluent, { ...wanted, signal: forever })).rejects.toThrow(
      '1.2.0 failed: no reason given',
    );
  });

  test('ends with the reason of the signal in the middle of a long wait', async () => {
    const { confluent, fake } = start({ versions: { 'ccp-1': [older] } });
    const controller = new AbortController();
    const reason = new Error('enough');
    const onWait = (): void => {
      setImmediate(() => {
        controller.abort(reason);
      });
    };
    const { signal } = controller;
    const options = { ...wanted, intervalMs: 60_000, signal, onWait };
    await expect(waitUntilReady(confluent, options)).rejects.toBe(reason);
    expect(fake.requests).toHaveLength(1);
  });

  test('ends when the time of its signal is over', async () => {
    const { confluent } = start({ versions: { 'ccp-1': [older] } });
    const signal = AbortSignal.timeout(20);
    await expect(waitUntilReady(confluent, { ...wanted, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test('ends at once with what Confluent says of an unknown plugin', async () => {
    const { confluent, fake } = start({});
    await expect(waitUntilReady(confluent, { ...wanted, signal: forever })).rejects.toMatchObject({
      status: 404,
    });
    expect(fake.requests).toHaveLength(1);
  });
});

describe('the seconds that wait-until-ready is given', () => {
  test('may be a fraction', () => {
    expect(['10', '0.5', '1.001'].map(toMs)).toEqual([10_000, 500, 1001]);
  });

  test.each(['never', '', '-1', '0', '2147484', 'Infinity'])('may not be %j', (seconds) => {
    expect(() => toMs(seconds)).toThrow(
      new RangeError(`Give a number of seconds from 0.001 to 2147483, not ${seconds}`),
    );
  });
});

describe('compare-environments', () => {
  const inEnvironment = (id: string) => (version: string, phase: string) => ({
    id: `${id}-${version}`,
    spec: { version, environment: { id } },
    status: { phase },
  });
  const inA = inEnvironment('env-a');
  const inB = inEnvironment('env-b');
  const plugins = [
    { id: 'ccp-1', display_name: 'Jira Source' },
    { id: 'ccp-2', display_name: 'Slack Notifier' },
    { id: 'ccp-3', display_name: 'Webhook Sink' },
  ];

  test('tells what is in one environment alone and what is in another phase', async () => {
    const { confluent } = start({
      plugins,
      versions: {
        'ccp-1': [
          inA('1.0.0', 'READY'),
          inA('1.1.0', 'READY'),
          inA('1.2.0', 'READY'),
          inB('0.9.0', 'READY'),
          inB('1.1.0', 'FAILED'),
          inB('1.2.0', 'READY'),
        ],
        'ccp-2': [inA('3.0.0', 'PROCESSING'), inB('3.0.0', 'PROCESSING')],
      },
      pageSize: 2,
    });
    expect(await compareEnvironments(confluent, 'env-a', 'env-b')).toEqual([
      { plugin: 'Jira Source', version: '1.0.0', phases: ['READY', undefined] },
      { plugin: 'Jira Source', version: '1.1.0', phases: ['READY', 'FAILED'] },
      { plugin: 'Jira Source', version: '0.9.0', phases: [undefined, 'READY'] },
    ]);
  });

  test('finds no difference between an environment and itself, nor without plugins', async () => {
    const full = start({ plugins, versions: { 'ccp-1': [inA('1.0.0', 'READY')] } });
    expect(await compareEnvironments(full.confluent, 'env-a', 'env-a')).toEqual([]);
    const empty = start({});
    expect(await compareEnvironments(empty.confluent, 'env-a', 'env-b')).toEqual([]);
  });

  test('fails rather than take an answer that did not come for an empty list', async () => {
    const { confluent } = start({ plugins, faults: [undefined, { status: 403 }] });
    await expect(compareEnvironments(confluent, 'env-a', 'env-b')).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('resume-walk', () => {
  async function walk(
    faults: FakeConfluentOptions['faults'],
    options?: { maxResumes: number },
  ): Promise<{ ids: string[]; error: unknown; requests: number }> {
    const { confluent, fake } = start({ plugins: tenPlugins, pageSize: 3, faults });
    const ids: string[] = [];
    let error: unknown;
    try {
      for await (const page of walkPlugins(confluent, { pauseMs: 0, ...options })) {
        ids.push(...page.items.map(({ id }) => id));
      }
    } catch (caught) {
      error = caught;
    }
    return { ids, error, requests: fake.requests.length };
  }

  test('loses and doubles nothing over outages that the client gives up on', async () => {
    // Each outage takes both attempts of the client: on the third page, on it again, on the last.
    const third = [undefined, undefined, outage, outage];
    const thirdAgain = [outage, outage, undefined];
    const faults = [...third, ...thirdAgain, outage, outage];
    expect(await walk(faults)).toEqual({ ids: tenIds, error: undefined, requests: 10 });
  });

  test('starts anew when the first page fails', async () => {
    expect(await walk([outage, outage])).toMatchObject({ ids: tenIds, error: undefined });
  });

  test('throws at once what a repeat does not mend, with the page to resume at', async () => {
    const { ids, error, requests } = await walk([undefined, { status: 403 }]);
    expect(ids).toEqual(tenIds.slice(0, 3));
    expect(error).toMatchObject({ status: 403, walk: { pages: 1, items: 3 } });
    expect(requests).toBe(2);
  });

  test('throws after the last resume', async () => {
    const { ids, error } = await walk([undefined, outage, outage, outage, outage, outage, outage], {
      maxResumes: 2,
    });
    expect(ids).toEqual(tenIds.slice(0, 3));
    expect(error).toMatchObject({ status: 503 });
  });

  test('ends on an empty list', async () => {
    const { confluent } = start({});
    const pages = [];
    for await (const { items } of walkPlugins(confluent)) pages.push(items);
    expect(pages).toEqual([[]]);
  });
});

describe('stream-to-file', () => {
  const directory = useDirectory();
  const file = (): string => join(directory(), 'plugins.ndjson');

  test('writes one plugin a line, and leaves nothing else behind', async () => {
    const { confluent } = start({ plugins: tenPlugins, pageSize: 3 });
    await streamToFile(confluent, file());
    const text = await readFile(file(), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      tenIds.map((id): unknown => expect.objectContaining({ id, kind: 'CustomConnectorPlugin' })),
    );
    expect(await readdir(directory())).toEqual(['plugins.ndjson']);
  });

  test('writes an empty file when there is no plugin', async () => {
    const { confluent } = start({});
    await streamToFile(confluent, file());
    expect(await readFile(file(), 'utf8')).toBe('');
  });

  test('leaves the file of the run before as it was when the walk fails', async () => {
    await writeFile(file(), 'before');
    const faults = [undefined, { status: 403 }];
    const { confluent } = start({ plugins: tenPlugins, pageSize: 3, faults });
    await expect(streamToFile(confluent, file())).rejects.toMatchObject({
      status: 403,
      walk: { items: 3 },
    });
    expect(await readFile(file(), 'utf8')).toBe('before');
    expect(await readdir(directory())).toEqual(['plugins.ndjson']);
  });

  test('fails when the file cannot be written', async () => {
    const { confluent } = start({ plugins: tenPlugins, pageSize: 1 });
    await expect(
      streamToFile(confluent, join(directory(), 'missing', 'plugins.ndjson')),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('browser-types', () => {
  test('renders plugins as a list in which names are text', async () => {
    const display_name = `<script>alert("1")</script> & 'Co'`;
    const { confluent } = start({
      plugins: [
        { id: 'ccp-1', display_name },
        { id: 'ccp-2', display_name: 'Jira', cloud: 'GCP' },
      ],
    });
    const { data } = await confluent.GET('/connect/v1/custom-connector-plugins');
    expect(renderPlugins(data.data)).toBe(
      '<ul><li id="ccp-1">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;Co&#39;' +
        ' (SOURCE, AWS)</li><li id="ccp-2">Jira (SOURCE, GCP)</li></ul>',
    );
  });

  test('says so when there is no plugin', () => {
    expect(renderPlugins([])).toBe('<p>No plugins yet.</p>');
  });

  test('has nothing of the package in its bundle', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [join(root, 'examples/browser-types.ts')],
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
    });
    expect(Object.keys(metafile.inputs)).toEqual(['examples/browser-types.ts']);
    expect(outputFiles[0]?.text).not.toMatch(/confluent|openapi|import/i);
  });
});

describe('an example, started as a program', () => {
  interface Run {
    code: number | string | null | undefined;
    stdout: string;
    stderr: string;
  }

  const directory = useDirectory();
  const { versions } = sample;
  const plugins = sample.plugins.slice(0, 7);
  let built: string;
  let fake: ServedFake;
  beforeAll(async () => {
    fake = await serveFake({ plugins, versions, pageSize: 4 });
    built = await mkdtemp(join(tmpdir(), 'examples-'));
    const names = ['inventory', 'find-plugin', 'newest-ready', 'wait-until-ready'];
    names.push('compare-environments', 'resume-walk', 'stream-to-file');
    await build({
      entryPoints: names.map((name) => join(root, 'examples', `${name}.ts`)),
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      platform: 'node',
      outdir: built,
      outExtension: { '.js': '.mjs' },
    });
  });
  afterAll(async () => {
    await fake.close();
    await rm(built, { recursive: true });
  });

  /** Runs Node with the served fake in its environment, and no other setting of Confluent. */
  async function runNode(args: string[], settings: Record<string, string> = {}): Promise<Run> {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONFLUENT_'));
    const env = {
      ...Object.fromEntries(own),
      CONFLUENT_CLOUD_API_KEY: fake.apiKey,
      CONFLUENT_CLOUD_API_SECRET: fake.apiSecret,
      CONFLUENT_CLOUD_REST_ENDPOINT: fake.baseUrl,
      ...settings,
    };
    return new Promise((done) => {
      execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) => {
        done({ code: error ? error.code : 0, stdout, stderr });
      });
    });
  }

  /** Runs the built example, which starts several times faster than the source. */
  async function run(example: string, ...args: string[]): Promise<Run> {
    return runNode([join(built, `${example}.mjs`), ...args]);
  }

  test('runs from its source, with the fake that the environment names', async () => {
    const { code, stdout } = await runNode(['--import', 'tsx', 'examples/inventory.ts']);
    const lines = stdout.split('\n');
    expect(code).toBe(0);
    expect(lines[0]?.split(/ {2,}/)).toEqual(heading);
    expect(lines[2]).toMatch(/^ccp-4nd8q1 {2}Datagen Source {3}SOURCE {2}AWS {4}com\.example\./);
    expect(lines).toHaveLength(2 + plugins.length + 1);
  });

  test('prints the inventory as CSV, and nothing beside it', async () => {
    const { code, stdout } = await run('inventory', '--csv');
    const lines = stdout.split('\r\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe(heading.join(','));
    expect(lines[1]).toMatch(/^ccp-4nd8q1,Datagen Source,SOURCE,AWS,com\.example\.[^,]+,$/);
    expect(lines).toHaveLength(1 + plugins.length + 1);
  });

  test('prints the plugin that it found', async () => {
    expect(await run('find-plugin', 'Slack Notifier', '--first')).toEqual({
      code: 0,
      stdout: 'ccp-g5q2sn SINK GCP\n',
      stderr: '',
    });
  });

  test('prints the newest READY version with its id', async () => {
    expect(await run('newest-ready', 'ccp-e0k7lm', sample.environment)).toEqual({
      code: 0,
      stdout: 'v0.10.0 ver-3\n',
      stderr: '',
    });
  });

  test('exits with 1 and the reason when the version has FAILED', async () => {
    expect(await run('wait-until-ready', 'ccp-g5q2sn', sample.environment, '1.0.1')).toEqual({
      code: 1,
      stdout: '',
      stderr: '1.0.1 failed: The archive is not a valid ZIP file.\n',
    });
  });

  test('tells what it waits for until the version is READY', async () => {
    const none = { data: [], metadata: {} };
    const slow = await serveFake({ versions, faults: [{ status: 200, body: none }] });
    const target = ['ccp-j9w4bx', sample.environment, '1.0.0'];
    const command = [join(built, 'wait-until-ready.mjs'), ...target, '--interval', '0.01'];
    const ran = await runNode(command, { CONFLUENT_CLOUD_REST_ENDPOINT: slow.baseUrl });
    await slow.close();
    expect(ran).toEqual({ code: 0, stdout: '1.0.0: not listed yet\n1.0.0: READY\n', stderr: '' });
  });

  test('exits with 1 when the time is over', async () => {
    const target = ['ccp-p1r6hc', sample.environment, '0.1.0'];
    const { code, stderr } = await run('wait-until-ready', ...target, '--timeout', '0.1');
    expect(code).toBe(1);
    expect(stderr).toBe('The operation was aborted due to timeout\n');
  });

  test('exits with 1 and a table when two environments differ', async () => {
    const { code, stdout } = await run('compare-environments', sample.environment, 'env-other');
    const lines = stdout.split('\n');
    expect(code).toBe(1);
    expect(lines[0]?.split(/ {2,}/)).toEqual(['PLUGIN', 'VERSION', 'env-demo01', 'env-other']);
    expect(lines[2]?.split(/ {2,}/)).toEqual(['Datagen Source', '1.0.0', 'READY', '-']);
  });

  test('prints every plugin of the walk', async () => {
    const { code, stdout } = await run('resume-walk');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      ...plugins.map(({ id, display_name = '' }) => `${id} ${display_name}`),
      '',
    ]);
  });

  test('writes every plugin to the file', async () => {
    const file = join(directory(), 'plugins.ndjson');
    expect(await run('stream-to-file', file)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(plugins.length);
  });

  test.each([
    ['nothing is found', ['No such plugin'], 'No plugin is named No such plugin'],
    ['arguments are missing', [], 'Arguments are missing: the top of FILE says how to run it.'],
    ['an option is unknown', ['Jira Source', '--frist'], "Unknown option '--frist'"],
  ])('ends with one line when %s', async (_, args, line) => {
    const { code, stdout, stderr } = await run('find-plugin', ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replace(join(built, 'find-plugin.mjs'), 'FILE')).toBe(`${line}\n`);
  });

  test('ends with one line when it has a wrong key, or none', async () => {
    const command = [join(built, 'resume-walk.mjs')];
    const wrong = await runNode(command, { CONFLUENT_CLOUD_API_SECRET: 'wrong-secret' });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^GET \/connect\/v1\/custom-connector-plugins: 401 .+\n$/);
    expect(wrong.stderr).not.toContain('wrong-secret');
    const none = await runNode(command, { CONFLUENT_CLOUD_API_SECRET: '' });
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^Give apiKey .+ CONFLUENT_CLOUD_API_SECRET.+; given: none\n$/);
  });
});
