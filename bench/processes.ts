import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess, Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  API_KEY,
  API_SECRET,
  BASIC_CREDENTIALS,
  CONNECTOR_PLUGINS_PATH,
} from '../test/support/constants.js';
import type { Peer } from './peers.js';
import type { Target } from './peers/peer-client.js';

/** The server, in a process of its own. */
export interface Server {
  target: Target;
  /** Returns the number of requests since the last call. */
  takeRequestCount: () => Promise<number>;
}

/** Runs work against a server with this many items and milliseconds of latency. */
export async function withServer<T>(
  { items, latencyMs = 0 }: { items: number; latencyMs?: number },
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const child = fork(fileOf('server.ts'), [`${items}`, `${latencyMs}`]);
  try {
    const origin = String(await nextMessage(child));
    return await work({
      target: {
        origin,
        path: CONNECTOR_PLUGINS_PATH,
        apiKey: API_KEY,
        apiSecret: API_SECRET,
        authorization: `Basic ${BASIC_CREDENTIALS}`,
      },
      takeRequestCount: async () => Number(await request(child, 'requests')),
    });
  } finally {
    child.kill();
  }
}

/** The options of a walk; see worker.js. */
export interface WalkTask {
  total: number;
  pageSize?: number;
  prefetch?: boolean;
  consumerMs?: number;
}

/** How long work in a process took. */
export interface Time {
  /** The milliseconds on the clock. */
  ms: number;
  /** The milliseconds that the processors spent on the process, waiting aside. */
  cpuMs: number;
}

/** The time of a walk, and the largest sizes of process and heap in bytes. */
export interface WalkResult extends Time {
  rss: number;
  heap: number;
}

/** A peer, in a process of its own. */
export interface Worker extends Peer {
  call: (count: number) => Promise<Time>;
  walk: (task: WalkTask) => Promise<WalkResult>;
}

/** Runs work with all peers, each in a process that waits for its turn. */
export async function withWorkers<T>(
  peers: readonly Peer[],
  { target }: Server,
  work: (workers: readonly Worker[]) => Promise<T>,
): Promise<T> {
  const children: ChildProcess[] = [];
  try {
    const workers: Worker[] = [];
    for (const peer of peers) {
      const args = [peer.name, JSON.stringify(target)];
      const child = fork(fileOf('worker.js'), args, { execArgv: [] });
      children.push(child);
      await nextMessage(child);
      workers.push({
        ...peer,
        call: async (count) => (await request(child, ['call', { count }])) as Time,
        walk: async (task) => (await request(child, ['walk', { ...task }])) as WalkResult,
      });
    }
    return await work(workers);
  } finally {
    for (const child of children) child.kill();
  }
}

/** Returns the time from the start of a process until a peer has its first page. */
export function startCold({ name }: Peer, { target }: Server): Time {
  const args = [fileOf('cold-start.js'), name, JSON.stringify(target)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Time;
}

/** What a client needs to use a fake Confluent in another process. */
export interface FakeTarget {
  apiKey: string;
  apiSecret: string;
  baseUrl: string;
}

/** Runs work against a fake Confluent with this many custom Connect plugins. */
export async function withFake<T>(
  { plugins, latencyMs }: { plugins: number; latencyMs: number },
  work: (target: FakeTarget) => Promise<T>,
): Promise<T> {
  const child = fork(fileOf('fake-server.ts'), [`${plugins}`, `${latencyMs}`]);
  try {
    return await work((await nextMessage(child)) as FakeTarget);
  } finally {
    child.kill();
  }
}

async function request(child: ChildProcess, message: Serializable): Promise<unknown> {
  child.send(message);
  return nextMessage(child);
}

/** @throws {Error} If the process ends before it sends a message. */
async function nextMessage(child: ChildProcess): Promise<unknown> {
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

function fileOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
