import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(project, file), 'utf8');

/** The files of the packed package, without those that the build writes. */
let published: string[];

beforeAll(() => {
  // A build here would empty dist/ while another test packs it.
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(output) as [{ files: { path: string }[] }];
  published = packed.files.map(({ path }) => path);
}, 60_000);

interface Link {
  document: string;
  /** The file that the link means, from the project's folder. */
  file: string;
  /** The heading or the anchor in it; '' for none. */
  anchor: string;
}

test('each link of a published document leads to a published file and to an anchor in it', () => {
  const documents = published.filter((file) => file.endsWith('.md'));
  const links = documents.flatMap(linksOf);
  expect(links.length).toBeGreaterThan(200);
  const broken = links.filter(
    ({ file, anchor }) => !published.includes(file) || (anchor && !anchorsOf(file).has(anchor)),
  );
  expect(broken).toEqual([]);
});

test('each file that a document names exists', () => {
  const named = published
    .filter((file) => file.endsWith('.md') && !file.startsWith('docs/api/'))
    .flatMap((document) =>
      [...read(document).matchAll(/`((?:\.github|[\w-]+)\/[\w./-]+\.\w+)`/g)].map(
        ([, file = '']) => ({ document, file }),
      ),
    )
    // The name by which apps import the OpenAPI document.
    .filter(({ file }) => file !== 'confluent-connect-plugins/openapi.yaml');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ file }) => !existsSync(join(project, file)))).toEqual([]);
});

test('CONTRIBUTING.md draws every folder of src and scripts, and every file at the top of src', () => {
  const drawings = [...read('CONTRIBUTING.md').matchAll(/^```text\n.*?^```$/gms)].join('\n');
  const entries = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(project, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || folder === 'src')
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
  );
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.filter((entry) => !drawings.includes(entry))).toEqual([]);
});

function linksOf(document: string): Link[] {
  return [...read(document).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(
    ([, target = '', anchor = '']) => ({
      document,
      file: target ? posix.join(posix.dirname(document), target) : document,
      anchor,
    }),
  );
}

/** The anchors of a Markdown file: its own, and those that GitHub makes of its headings. */
function anchorsOf(file: string): Set<string> {
  const text = read(file);
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id));
  for (const [, heading = ''] of text.matchAll(/^#+ (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}
