import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { afterEach, beforeEach } from 'vitest';

export const root = resolve(import.meta.dirname, '../..');

/** Creates a fake, and a client of it that retries once, at once. */
export function start(options: FakeConfluentOptions): {
  fake: FakeConfluent;
  confluent: ConfluentClient;
} {
  const fake = createFakeConfluent(options);
  const settings = { ...fake.options, maxRetries: 1, maxRetryDelayMs: 0 };
  return { fake, confluent: createConfluentClient(settings) };
}

/** Gives each test a directory of its own. */
export function useDirectory(): () => string {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'examples-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  return () => directory;
}

export interface Run {
  code: number | string | null | undefined;
  stdout: string;
  stderr: string;
}

/** Runs Node at the root of the project. Its environment has these settings of Confluent alone. */
export async function runNode(args: string[], settings: Record<string, string>): Promise<Run> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONFLUENT_'));
  const options = { cwd: root, env: { ...Object.fromEntries(own), ...settings }, timeout: 25_000 };
  return new Promise((done) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      done({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
