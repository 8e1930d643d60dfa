import { onTestFinished } from 'vitest';
import { startServer } from './loopback-server.js';
import type { Handler, LoopbackServer, Reply } from './loopback-server.js';

/** Starts a server that is closed when the current Vitest test ends. */
export async function serve(handler: Handler): Promise<LoopbackServer> {
  const server = await startServer(handler);
  onTestFinished(server.close);
  return server;
}

/** Returns a handler that gives these replies in turn, and then the last one again and again. */
export function inTurn(...replies: [Reply, ...Reply[]]): Handler {
  return (_, index) => replies[Math.min(index, replies.length - 1)] ?? {};
}
