import { ACCESS_TOKEN, API_KEY, API_SECRET } from './credentials.js';
import { respondWithFailure, respondWithJson } from './fake-response.js';
import type { FakeResponse } from './fake-response.js';
import type { Fault } from './fault.js';
import { checkOptions } from './options.js';
import type { FakeConfluentOptions } from './options.js';
import { describeRequest, parseRequest } from './parse-request.js';
import type { FakeRequest, ParsedRequest } from './parse-request.js';
import { createRateWindow } from './rate-window.js';
import { respond } from './respond.js';
import { sendResponse } from './send-response.js';
import type { BodyEnding } from './send-response.js';
import { waitForAbort, waitForNetwork } from './wait.js';

/** A Confluent Cloud for the tests of an app; see `createFakeConfluent`. */
export interface FakeConfluent {
  /** Responds to a request. Use it as the client's `fetch`, or as the handler of a server. */
  fetch: (request: Request) => Promise<Response>;
  /** The options for `createConfluentClient`. The host of `baseUrl` does not exist. */
  options: {
    apiKey: string;
    apiSecret: string;
    baseUrl: string;
    fetch: (request: Request) => Promise<Response>;
  };
  /** The STS token that the two lists of plugins accept beside the API key. */
  accessToken: string;
  /** The requests so far, in order of arrival, without credentials. A test may empty the array. */
  requests: FakeRequest[];
}

/**
 * Creates a fake Confluent Cloud for the tests of an app. It pages, filters, checks credentials and
 * parameters, limits the rate of requests, and fails where the test wants it to.
 *
 * Give the id of each plugin and version, and what the test is about. The rest is filled in, valid
 * and the same in every run. `upload_source` is left out unless you give it, as real lists do.
 * Nothing leaves the process.
 *
 * `fetch` is also a handler for Mock Service Worker, and for every server that takes a fetch handler.
 * The fault 'reset' makes it reject: catch that there, and return `Response.error()` to Mock Service
 * Worker, or close the connection. Faked timers do not hold up its responses.
 *
 * Confluent does not document everything. These are assumptions:
 * - Versions of an id that is no custom Connect plugin of the environment are a 404. Confluent may
 *   send a 403.
 * - The list of custom connector plugins does not show custom Connect plugins.
 * - An environment without plugins, known or not, has an empty list of them.
 * - An STS token where only the API key is accepted is a 403.
 *
 * @throws {TypeError} On an unknown option, or a value of a wrong kind.
 * @throws {RangeError} On a number out of range.
 *
 * @example
 * const fake = createFakeConfluent({
 *   customConnectorPlugins: [{ id: 'ccp-1', cloud: 'GCP' }],
 *   customConnectPlugins: [
 *     { id: 'ccp-2', versions: [{ id: 'ver-1', status: { phase: 'FAILED' } }] },
 *     { id: 'ccp-3', spec: { environment: { id: 'env-2' } } },
 *   ],
 *   faults: [{ status: 503 }],
 * });
 * const confluent = createConfluentClient(fake.options);
 * // One plugin in two requests, because the first response is a 503.
 * await confluent
 *   .paginate('/ccpm/v1/plugins', { params: { query: { environment: 'env-1' } } })
 *   .collect({ limit: 100 });
 */
export function createFakeConfluent(options: FakeConfluentOptions = {}): FakeConfluent {
  checkOptions(options);
  const { pageSize, rateLimit } = options;
  const { limit, windowMs } = rateLimit ?? { limit: 1_000_000, windowMs: 1000 };
  const faults = [...(options.faults ?? [])];
  const countRequest = createRateWindow(limit, windowMs);
  const requests: FakeRequest[] = [];
  let arrived = 0;

  const fetch = async (request: Request): Promise<Response> => {
    const { signal } = request;
    signal.throwIfAborted();
    const fault = faults[arrived];
    arrived += 1;
    const parsed = parseRequest(request, arrived);
    requests.push(describeRequest(parsed));
    const rate = countRequest();

    if (fault === 'stall') await waitForAbort(signal);
    await waitForNetwork(signal);
    if (fault === 'reset') {
      throw new TypeError('fetch failed', { cause: new Error('The connection was reset') });
    }
    const response =
      respondWithFault(parsed, fault) ??
      (rate.isExceeded ? respondWithTooManyRequests(parsed) : undefined) ??
      respond(parsed, options, { pageSize, next: nextOf(fault) });
    const headers = { 'X-Request-Id': parsed.id, ...rate.headers, ...response.headers };
    return sendResponse({ ...response, headers }, endingOf(fault), signal);
  };

  const baseUrl = 'https://api.confluent.test';
  return {
    fetch,
    options: { apiKey: API_KEY, apiSecret: API_SECRET, baseUrl, fetch },
    accessToken: ACCESS_TOKEN,
    requests,
  };
}

function respondWithFault(
  request: ParsedRequest,
  fault: Fault | undefined,
): FakeResponse | undefined {
  if (typeof fault !== 'object' || !('status' in fault)) return undefined;
  const { status, headers = {}, body } = fault;
  if (typeof body === 'string') {
    return { status, headers: { 'Content-Type': 'text/plain', ...headers }, body };
  }
  if (body !== undefined) {
    const response = respondWithJson(status, body);
    return { ...response, headers: { ...response.headers, ...headers } };
  }
  if (status < 400) return { status, headers, body: undefined };
  return respondWithFailure(request, { status, detail: 'A fault of the test', headers });
}

/** The contract gives a 429 no body; the real Confluent sends this one. */
function respondWithTooManyRequests(request: ParsedRequest): FakeResponse {
  return respondWithFailure(request, { status: 429, detail: 'Exceeded rate limit' });
}

function nextOf(fault: Fault | undefined): string | null | undefined {
  return typeof fault === 'object' && 'next' in fault ? fault.next : undefined;
}

function endingOf(fault: Fault | undefined): BodyEnding {
  if (fault === 'stall-body') return 'stall';
  if (fault === 'broken-body') return 'break';
  return 'complete';
}
