/** A client that is generated from a spec with writes, called over real HTTP and compiled. */
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateGenerated } from '../../scripts/update-generated.js';
import { startServer, type LoopbackServer } from '../support/loopback-server.js';
import { createProgram, errorsIn, readProject } from '../support/type-check.js';

const project = resolve(import.meta.dirname, '../..');
const app = `
import { createConfluentClient } from './src/index.js';
import type { Environment, ListItem, Thing, ThingInput } from './src/index.js';
type Equal<A, B> = (<T>(v: T) => T extends A ? 1 : 2) extends <T>(v: T) => T extends B ? 1 : 2 ? true : false;
const item: Equal<ListItem<'/things/v1/things'>, Thing> = true;
const size: Equal<Thing['size'], 5 | 10 | (number & {}) | undefined> = true;
const color: Equal<Thing['color'], 'red' | 'blue' | (string & {}) | null | undefined> = true;
const optional: Equal<undefined extends ThingInput['id'] ? true : false, true> = true;
const demanded: Equal<Thing['id'], string> = true;
const environment: Equal<Thing['environment'], Environment> = true;
const client = createConfluentClient({ apiKey: 'k', apiSecret: 's', baseUrl: process.argv[2] });
const path = '/things/v1/things';
const made = await client.POST(path, { body: { name: 'x', environment: { id: 'env-1' } } });
const data: Thing = made.data;
const one = { path: { id: data.id } };
await client.PATCH(\`\${path}/{id}\`, { params: one, body: { ...data, name: 'y' } });
const gone = await client.DELETE(\`\${path}/{id}\`, { params: one });
await client.GET(path, { params: { query: { kinds: ['a', 'b'], filter: { name: 'n' } } } });
const { items } = await client.paginate(path).collect({ limit: 5 });
console.log(JSON.stringify({ made: data, gone: gone.response.status, items }));
// @ts-expect-error the name is demanded
void (() => client.POST(path, { body: { environment: { id: 'env-1' } } }));
// @ts-expect-error the operation is left out
void (() => client.PUT(\`\${path}/{id}\`, { params: one, body: '' }));
export { item, size, color, optional, demanded, environment };
`;

let folder: string;
let text: string;
let server: LoopbackServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  for (const name of ['src', 'package.json', 'tsconfig.json']) {
    cpSync(join(project, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'openapi/paths'), { recursive: true });
  cpSync(join(import.meta.dirname, 'things.yaml'), join(folder, 'openapi/paths/things.yaml'));
  writeFileSync(join(folder, 'app.ts'), app);
  ({ text } = await updateGenerated(folder, false));
  const thing = { id: 't-1', name: 'x', environment: { id: 'env-1', related: 'r' } };
  server = await startServer(({ method }) =>
    method === 'DELETE'
      ? { status: 204 }
      : { body: method === 'GET' ? { metadata: {}, data: [thing] } : thing },
  );
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('a generated client', () => {
  test('compiles with the types that its users need', () => {
    const { options } = readProject(join(folder, 'tsconfig.json'));
    const file = join(folder, 'app.ts');
    expect(errorsIn(createProgram([file], options), file)).toEqual([]);
  });

  test('sends bodies, content types and parameters as the spec says', async () => {
    const tsx = pathToFileURL(join(project, 'node_modules/tsx/dist/loader.mjs')).href;
    const run = spawn(process.execPath, ['--import', tsx, 'app.ts', server.url], { cwd: folder });
    let out = '';
    run.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    run.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await new Promise((done) => run.on('close', done));
    expect(out).toContain('"gone":204');
    expect(JSON.parse(out)).toMatchObject({ made: { id: 't-1' }, items: [{ id: 't-1' }] });
    const sent = server.requests.map(({ method, target, headers, body }) => ({
      request: `${method} ${decodeURIComponent(target)}`,
      type: headers['content-type'],
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
    }));
    expect(sent).toMatchObject([
      {
        request: 'POST /things/v1/things',
        type: 'application/json',
        body: { name: 'x', environment: { id: 'env-1' } },
      },
      {
        request: 'PATCH /things/v1/things/t-1',
        type: 'application/merge-patch+json',
        body: { id: 't-1', name: 'y' },
      },
      { request: 'DELETE /things/v1/things/t-1', type: undefined },
      { request: 'GET /things/v1/things?kinds=a&kinds=b&filter[name]=n', type: undefined },
      { request: 'GET /things/v1/things', type: undefined },
    ]);
  });

  test('lacks an operation whose body is no JSON, and a warning says so', () => {
    expect(text).toContain(
      'warning: PUT /things/v1/things/{id} is left out: the client sends JSON, not application/octet-stream',
    );
    expect(readFileSync(join(folder, 'openapi/openapi.yaml'), 'utf8')).not.toContain('uploadThing');
  });
});
