import type { FakeConfluentOptions, Fault } from 'confluent-connect-plugins/testing';

/** A Confluent for one observation, and what has to be seen of it. */
export interface World {
  fake: FakeConfluentOptions;
  /** Requests that arrive; absent where a browser or a cancelled page may add to them. */
  requests?: number;
  seen: unknown;
}

/** Five plugins, two in AWS and two in GCP. */
export const plugins = ['AWS', 'AWS', 'GCP', 'GCP', 'AZURE'].map((cloud, index) => ({
  id: `ccp-${index + 1}`,
  cloud,
}));

/** Their ids. */
export const all = plugins.map(({ id }) => id);

/** More faults than an observation has requests: browsers and Bun send some again by themselves. */
export function always(fault: Fault): Fault[] {
  return Array.from({ length: 99 }, () => fault);
}

/** The id of a world's request, by its number. */
export function requestId(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

/** What the server says of what went wrong. */
interface Said {
  code: string;
  title: string;
  detail: string;
  parameter?: string;
}

/** What is told of an API error, the answer to the request of that number. */
export function apiError(status: number, path: string, count: number, said: Said): object {
  const { code, detail, parameter } = said;
  const id = requestId(count);
  const notes = `${parameter ? `parameter ${parameter}, ` : ''}request ${id}`;
  return {
    name: 'ConfluentApiError',
    attempts: 1,
    retryable: false,
    leaks: false,
    status,
    message: `GET ${path}: ${status} ${code}: ${detail} (${notes})`,
    errors: [{ id, ...said }],
    requestId: id,
  };
}

/** What is told of a second attempt that timed out. */
export function timedOut(timeoutMs: number): object {
  return { name: 'ConfluentTimeoutError', attempts: 2, retryable: true, leaks: false, timeoutMs };
}
