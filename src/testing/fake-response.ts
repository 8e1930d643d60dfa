import type { ParsedRequest } from './parse-request.js';

/** A response before it is sent. */
export interface FakeResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The body as text; undefined for a response without a body. */
  body: string | undefined;
}

/** An error as Confluent reports it. `code` and `title` are often missing there too. */
export interface Problem {
  status: number;
  code?: string;
  title?: string;
  detail: string;
  /** The query parameter that caused the error. */
  parameter?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Makes a response with a JSON body. */
export function respondWithJson(status: number, value: unknown): FakeResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  };
}

/** Makes an error response with the body that the contract calls Failure. */
export function respondWithFailure({ id }: ParsedRequest, problem: Problem): FakeResponse {
  const { status, parameter, headers, ...texts } = problem;
  const error = { id, status: String(status), ...texts, source: { parameter } };
  const response = respondWithJson(status, { errors: [error] });
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** Makes the 404 for something that the fake does not have. */
export function respondWithNotFound(request: ParsedRequest, what: string): FakeResponse {
  return respondWithFailure(request, {
    status: 404,
    code: 'not_found',
    title: 'Not Found',
    detail: `There is no ${what}`,
  });
}
