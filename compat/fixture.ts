import { cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { API_KEY, API_SECRET, CONNECTOR_PLUGINS_PATH } from '../test/support/constants.js';
import { startServer } from '../test/support/loopback-server.js';
import type { LoopbackServer } from '../test/support/loopback-server.js';
import { linkedPages } from '../test/support/pages.js';
import { execute } from './check-result.js';
import type { App } from './create-app.js';
import { fileOf } from './installed-package.js';

const TIME_LIMIT_MS = 180_000;

/**
 * Copies a project from fixtures/ into the app, and returns its folder.
 *
 * @param packages What the project imports besides the package. They are links, so that nothing is
 * installed twice.
 */
export async function copyFixture(
  app: App,
  name: string,
  packages: readonly string[] = [],
): Promise<string> {
  const folder = join(app.folder, name);
  await cp(join(import.meta.dirname, 'fixtures', name), folder, { recursive: true });
  for (const dependency of packages) {
    const link = join(folder, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(fileOf(dependency, '.'), link);
  }
  return folder;
}

/**
 * Serves what the fixtures list: ccp-1, ccp-2 and ccp-3 on two pages, after a 429 that asks to wait
 * one second. Each other path is a 404 with an error body.
 */
export async function serveList(): Promise<LoopbackServer> {
  const handlePage = linkedPages(['ccp-1', 'ccp-2'], ['ccp-3']);
  return startServer((request, index) => {
    if (index === 0) return { status: 429, headers: { 'Retry-After': '1' } };
    if (request.path === CONNECTOR_PLUGINS_PATH) return handlePage(request, index);
    return { status: 404, body: { errors: [{ code: 'not_found', detail: 'No such plugin' }] } };
  });
}

/** What the programs in fixtures/ that list from `serveList()` print. */
export const LISTED = {
  ids: ['ccp-1', 'ccp-2', 'ccp-3'],
  isApiError: true,
  status: 404,
  errors: [{ code: 'not_found', detail: 'No such plugin' }],
};

/** Returns the environment of a program that lists from a server. */
export function environmentFor(url: string): Record<string, string> {
  return {
    NO_COLOR: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    CONFLUENT_CLOUD_API_KEY: API_KEY,
    CONFLUENT_CLOUD_API_SECRET: API_SECRET,
    CONFLUENT_CLOUD_REST_ENDPOINT: url,
  };
}

/** A program to run with Node in the folder of a fixture. */
export interface FixtureProgram {
  folder: string;
  /** The arguments of Node. */
  args: readonly string[];
  /** Default: the Node that runs these checks. */
  node?: string;
}

/** Runs a program against a new `serveList()`, and returns what it printed. */
export async function runWithList(program: FixtureProgram): Promise<string> {
  const { folder, args, node = process.execPath } = program;
  const server = await serveList();
  try {
    const options = { cwd: folder, env: environmentFor(server.url), timeout: TIME_LIMIT_MS };
    const { stdout } = await execute(node, [...args], options);
    return stdout;
  } finally {
    await server.close();
  }
}
