import { answer } from './testing/answer.js';
import { ACCESS_TOKEN, API_KEY, API_SECRET } from './testing/credentials.js';
import { failure } from './testing/failure.js';
import type { Answer, Asked } from './testing/failure.js';
import { checkOptions } from './testing/options.js';
import type { FakeConfluentOptions, Fault } from './testing/options.js';
import { createRateWindow } from './testing/rate-window.js';
import { transmit, wait } from './testing/transmit.js';

export type { FakePlugin, FakeVersion } from './testing/fill-in.js';
export type { FakeConfluentOptions, Fault } from './testing/options.js';

/** A Confluent Cloud that lives in a test; see `createFakeConfluent`. */
export interface FakeConfluent {
  /** Answers a request as Confluent does: the `fetch` of a client, or the handler of a server. */
  fetch: (request: Request) => Promise<Response>;
  /** Ready for `createConfluentClient`. The host of `baseUrl` does not exist. */
  options: {
    apiKey: string;
    apiSecret: string;
    baseUrl: string;
    fetch: (request: Request) => Promise<Response>;
  };
  /** The STS token that is let in beside the API key: to the plugins, not to the versions. */
  accessToken: string;
  /** The requests so far in order of arrival, without credentials. A test may empty it. */
  requests: FakeRequest[];
}

/** What the fake remembers of a request; of a repeated query parameter the last value. */
export interface FakeRequest {
  method: string;
  path: string;
  query: Record<string, string>;
}

/**
 * Creates a fake Confluent Cloud for the tests of an app: it pages, filters, checks credentials
 * and parameters, counts requests against a limit, and misbehaves on demand.
 *
 * Of a plugin or a version give the id and what the test is about; the rest is filled in, the same
 * at every run. Nothing leaves the process. To test over HTTP, hand `fetch` to a server that takes
 * a fetch handler, and give the client the server's address as `baseUrl`.
 *
 * @throws {TypeError} On an unknown option, or a value of the wrong kind.
 * @throws {RangeError} On a number out of range.
 *
 * @example
 * const fake = createFakeConfluent({
 *   plugins: [{ id: 'ccp-1', cloud: 'GCP' }, { id: 'ccp-2' }],
 *   versions: { 'ccp-1': [{ id: 'ver-1', status: { phase: 'FAILED' } }] },
 *   pageSize: 1,
 *   faults: [undefined, { status: 503 }],
 * });
 * const confluent = createConfluentClient(fake.options);
 * // Two plugins in three requests, for the second was answered with 503 and then repeated.
 * await confluent.paginate('/connect/v1/custom-connector-plugins').collect({ limit: Infinity });
 */
export function createFakeConfluent(options: FakeConfluentOptions = {}): FakeConfluent {
  checkOptions(options);
  const { limit, windowMs } = options.rateLimit ?? { limit: 1_000_000, windowMs: 1000 };
  const countRequest = createRateWindow(limit, windowMs);
  const requests: FakeRequest[] = [];
  let arrived = 0;

  const fetch = async (request: Request): Promise<Response> => {
    const { method, signal } = request;
    signal.throwIfAborted();
    const url = new URL(request.url);
    requests.push({ method, path: url.pathname, query: Object.fromEntries(url.searchParams) });
    const fault = options.faults?.[arrived];
    arrived += 1;
    const id = `00000000-0000-4000-8000-${String(arrived).padStart(12, '0')}`;
    const limits = countRequest();

    await wait(signal, fault === 'stall');
    if (fault === 'reset') {
      throw new TypeError('fetch failed', { cause: new Error('The connection was reset') });
    }
    const authorization = request.headers.get('authorization');
    const next = typeof fault === 'object' && 'next' in fault ? fault.next : undefined;
    const asked = { id, method, url, authorization, next };
    const given =
      faultyAnswer(asked, fault) ?? tooManyRequests(asked, limits) ?? answer(asked, options);
    const headers = { 'X-Request-Id': id, ...limits, ...given.headers };
    return transmit({ ...given, headers }, fault, signal);
  };

  const baseUrl = 'https://api.confluent.test';
  return {
    fetch,
    options: { apiKey: API_KEY, apiSecret: API_SECRET, baseUrl, fetch },
    accessToken: ACCESS_TOKEN,
    requests,
  };
}

function faultyAnswer(asked: Asked, fault: Fault | undefined): Answer | undefined {
  if (typeof fault !== 'object' || !('status' in fault)) return undefined;
  const { status, headers = {}, body } = fault;
  if (status < 400 || body !== undefined) return fault;
  return { ...failure(asked, { status, detail: 'A fault on demand' }), headers };
}

/** The contract gives a 429 no body; Confluent sends this one. */
function tooManyRequests(asked: Asked, limits: Record<string, string>): Answer | undefined {
  return 'Retry-After' in limits
    ? failure(asked, { status: 429, detail: 'Exceeded rate limit' })
    : undefined;
}
