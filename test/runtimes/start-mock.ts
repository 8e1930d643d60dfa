import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { join } from 'node:path';
import { PROJECT } from './create-app.js';
import { fileOf } from './side-package.js';

/** Prism, serving the project's document. */
export interface Mock {
  url: string;
  stop: () => void;
}

/** Starts Prism at a free port of this machine; it answers what the document does not allow with an error. */
export async function startMock(): Promise<Mock> {
  const program = fileOf('@stoplight/prism-cli', 'dist/index.js');
  const document = join(PROJECT, 'openapi/openapi.yaml');
  const args = ['mock', '--errors', '--host', '127.0.0.1', '--port', '0', document];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => void child.kill();
  let said = '';
  for await (const [chunk] of on(child.stdout, 'data', { close: ['end'] })) {
    said += String(chunk);
    const url = /listening on (http:\S+)/.exec(said)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, stop };
    }
  }
  throw new Error(`Prism did not start: ${said}`);
}
