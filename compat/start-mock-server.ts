import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { join } from 'node:path';
import { PROJECT } from './create-app.js';
import { fileOf } from './installed-package.js';

/** A mock server that serves the project's OpenAPI document. */
export interface MockServer {
  url: string;
  stop: () => void;
}

/** Starts Prism on a free port of 127.0.0.1. It rejects requests that the document does not allow. */
export async function startMockServer(): Promise<MockServer> {
  const program = fileOf('@stoplight/prism-cli', 'dist/index.js');
  const document = join(PROJECT, 'openapi/openapi.yaml');
  const args = ['mock', '--errors', '--host', '127.0.0.1', '--port', '0', document];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => void child.kill();
  let output = '';
  for await (const [chunk] of on(child.stdout, 'data', { close: ['end'] })) {
    output += String(chunk);
    const url = /listening on (http:\S+)/.exec(output)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, stop };
    }
  }
  throw new Error(`Prism did not start: ${output}`);
}
