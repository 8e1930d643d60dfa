import type { FakeConfluentOptions, Fault } from 'confluent-connect-plugins/testing';

/** The fake Confluent of a scenario, and what has to come out. */
export interface Expectation {
  fake: FakeConfluentOptions;
  /** The number of requests. Absent where a runtime may send more, or cancel one before it is sent. */
  requests?: number;
  /** What the scenario returns. */
  result: unknown;
}

/** Five customConnectorPlugins: two in AWS, two in GCP, one in Azure. */
export const customConnectorPlugins = ['AWS', 'AWS', 'GCP', 'GCP', 'AZURE'].map((cloud, index) => ({
  id: `ccp-${index + 1}`,
  cloud,
}));

export const ALL_IDS = customConnectorPlugins.map(({ id }) => id);

/** Returns more faults than a scenario has requests: browsers and Bun retry some by themselves. */
export function always(fault: Fault): Fault[] {
  return Array.from({ length: 99 }, () => fault);
}

/** Returns the request id that the fake gives to the request with this number, from 1. */
export function requestId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An error response of the fake. */
interface ErrorResponse {
  status: number;
  path: string;
  /** The number of the request, from 1. */
  number: number;
  code: string;
  title: string;
  detail: string;
  parameter?: string;
}

/** Returns the facts of the ConfluentApiError that an error response leads to. */
export function apiError({ status, path, number, ...item }: ErrorResponse): object {
  const id = requestId(number);
  const notes = item.parameter ? `parameter ${item.parameter}, request ${id}` : `request ${id}`;
  return {
    name: 'ConfluentApiError',
    attempts: 1,
    retryable: false,
    leaks: false,
    status,
    message: `GET ${path}: ${status} ${item.code}: ${item.detail} (${notes})`,
    errors: [{ id, ...item }],
    requestId: id,
  };
}

/** Returns the facts of the ConfluentTimeoutError of a second attempt. */
export function timedOut(timeoutMs: number): object {
  return { name: 'ConfluentTimeoutError', attempts: 2, retryable: true, leaks: false, timeoutMs };
}
