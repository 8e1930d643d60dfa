import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess, Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestants.js';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function answer(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const { signal } = ended;
  const exit = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.join(' ')}: ended with ${code}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), exit])) as [unknown];
    return message;
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
}

async function ask(child: ChildProcess, message: Serializable): Promise<unknown> {
  child.send(message);
  return answer(child);
}

/** The server, in its own process. */
export interface Server {
  origin: string;
  /** The number of requests since the last time. */
  takeRequests: () => Promise<number>;
}

/** Runs work against a server of so many items and milliseconds of latency. */
export async function withServer<T>(
  { items, latencyMs = 0 }: { items: number; latencyMs?: number },
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const child = fork(file('server.ts'), [`${items}`, `${latencyMs}`]);
  try {
    const port = Number(await answer(child));
    return await work({
      origin: `http://127.0.0.1:${port}`,
      takeRequests: async () => Number(await ask(child, 'requests')),
    });
  } finally {
    child.kill();
  }
}

/** What a walk is told; see worker.js. */
export interface WalkTask {
  total: number;
  pageSize?: number;
  prefetch?: boolean;
  consumerMs?: number;
}

/** A walk's milliseconds, and the most bytes that its process and heap had. */
export interface WalkResult {
  ms: number;
  rss: number;
  heap: number;
}

/** A contestant, in its own process. */
export interface Worker extends Contestant {
  call: (count: number) => Promise<number>;
  walk: (task: WalkTask) => Promise<WalkResult>;
}

/** Runs work with all contestants, each in a process that waits for its turn. */
export async function withWorkers<T>(
  contestants: readonly Contestant[],
  { origin }: Server,
  work: (workers: readonly Worker[]) => Promise<T>,
): Promise<T> {
  const children: ChildProcess[] = [];
  try {
    const workers: Worker[] = [];
    for (const contestant of contestants) {
      const child = fork(file('worker.js'), [contestant.name, origin], { execArgv: [] });
      children.push(child);
      await answer(child);
      workers.push({
        ...contestant,
        call: async (count) => Number(await ask(child, ['call', { count }])),
        walk: async (task) => (await ask(child, ['walk', { ...task }])) as WalkResult,
      });
    }
    return await work(workers);
  } finally {
    for (const child of children) child.kill();
  }
}

/** Milliseconds from the start of a process until a contestant has its first page. */
export function startCold({ name }: Contestant, { origin }: Server): number {
  return Number(execFileSync(process.execPath, [file('cold.js'), name, origin]));
}
