import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient, ConfluentClientOptions } from 'confluent-connect-plugins';
import { onTestFinished, vi } from 'vitest';

export const PLUGINS = '/connect/v1/custom-connector-plugins';
export const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

/** A request as the server got it. */
export interface Received {
  /** Path and query, undecoded. */
  target: string;
  /** Decoded; the values of a parameter that came twice are joined by ' AND '. */
  query: Record<string, string>;
  authorization: string | undefined;
  /** Whether the answer has been sent whole. */
  answered: boolean;
  /** Whether the client went away before. */
  aborted: boolean;
}

/** What to answer: JSON with 200 unless it says otherwise, or what a function writes. */
export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: unknown }
  | ((response: ServerResponse) => void);

/** Answers a request for a page; `nth` counts from 1. */
export type Lister = (query: Record<string, string>, nth: number) => Reply;

export interface PageServer {
  url: string;
  requests: Received[];
  /** A client of this server, which loses no time between attempts. */
  client: (options?: ConfluentClientOptions) => ConfluentClient;
  /** Resolves once so many requests have come. */
  got: (count: number) => Promise<void>;
  /** Resolves after round trips in which all that was under way has come. */
  settle: () => Promise<void>;
}

/** A server on loopback that lists pages, until the test ends. */
export async function servePages(lister: Lister): Promise<PageServer> {
  const requests: Received[] = [];
  const server = createServer((request, response) => {
    const target = request.url ?? '';
    if (target === '/settle') {
      response.end();
      return;
    }
    const { searchParams } = new URL(target, 'http://localhost');
    const query: Record<string, string> = {};
    for (const name of searchParams.keys()) query[name] = searchParams.getAll(name).join(' AND ');
    const { authorization } = request.headers;
    const received = { target, query, authorization, answered: false, aborted: false };
    requests.push(received);
    response.on('close', () => {
      received.answered = response.writableFinished;
      received.aborted = !response.writableFinished;
    });
    const reply = lister(query, requests.length);
    if (typeof reply === 'function') {
      reply(response);
      return;
    }
    const { status = 200, headers = {}, body } = reply;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    requests,
    client: (options) =>
      createConfluentClient({
        apiKey: 'PAGING-KEY',
        apiSecret: 'paging-secret',
        baseUrl: url,
        maxRetryDelayMs: 0,
        ...options,
      } as ConfluentClientOptions),
    got: (count) =>
      until(() => {
        if (requests.length < count) throw new Error(`${requests.length} of ${count} requests`);
      }),
    settle: async () => {
      for (let i = 0; i < 3; i += 1) await (await fetch(`${url}/settle`)).text();
    },
  };
}

/** Waits until the check passes; no test's outcome depends on how long that takes. */
export async function until(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 20_000, interval: 5 });
}

/** The body of a page of items with these ids. */
export function page(ids: readonly string[], next?: unknown): { body: object } {
  return { body: { metadata: { next }, data: ids.map((id) => ({ id })) } };
}

/** Lists pages of these ids, linked by the tokens t1, t2 and so on. */
export function linked(...pages: readonly (readonly string[])[]): Lister {
  return ({ page_token: token = 't0' }) => {
    const index = Number(token.slice(1));
    const next = index + 1 < pages.length ? `?page_token=t${index + 1}` : null;
    return page(pages[index] ?? [], next);
  };
}

/** The page tokens asked for, in order of arrival. */
export function tokens({ requests }: PageServer): (string | undefined)[] {
  return requests.map(({ query }) => query['page_token']);
}

/** The ids of all items of a walk. */
export async function ids(walk: AsyncIterable<{ id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of walk) found.push(id);
  return found;
}

/** What a walk delivers until it fails, and what it fails with. */
export async function failing(
  walk: AsyncIterable<{ id: string }>,
): Promise<{ delivered: string[]; error: unknown }> {
  const delivered: string[] = [];
  try {
    for await (const { id } of walk) delivered.push(id);
  } catch (error) {
    return { delivered, error };
  }
  throw new Error(`The walk did not fail: ${delivered.join()}`);
}

/** Takes the first of a walk and breaks, once what is meant to happen meanwhile has happened. */
export async function takeFirst<T>(
  walk: AsyncIterable<T>,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<T | undefined> {
  for await (const first of walk) {
    await meanwhile();
    return first;
  }
  return undefined;
}

/** The id of the item that a step gave; undefined at the end. */
export function idOf(step: IteratorResult<{ id: string }, unknown>): string | undefined {
  return step.done ? undefined : step.value.id;
}
