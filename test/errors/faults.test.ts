/** What a call and a walk make of everything that a server, a network or a proxy can do wrong. */
import { readFileSync } from 'node:fs';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../support/constants.js';
import { faultNames, faults } from '../support/faults.js';
import type { FaultName } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

interface Expected {
  type: new (...facts: never[]) => ConfluentError;
  isRetried: boolean;
  status?: number;
}

const connectionError: Expected = { type: ConfluentConnectionError, isRetried: true };
const timeoutError: Expected = { type: ConfluentTimeoutError, isRetried: true };
const responseError: Expected = { type: ConfluentResponseError, isRetried: false };
const apiError = (status: number): Expected => ({
  type: ConfluentApiError,
  isRetried: true,
  status,
});

const expected: Record<FaultName, Expected> = {
  reset: connectionError,
  stall: timeoutError,
  'stall-body': timeoutError,
  'stall-error-body': apiError(503),
  'cut-body': connectionError,
  'cut-chunked-body': connectionError,
  'cut-error-body': apiError(500),
  html: responseError,
  empty: responseError,
  'wrong-envelope': responseError,
  'huge-html': apiError(502),
};

const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };
const pathOf = { GET: VERSIONS_PATH, walk: CONNECTOR_PLUGINS_PATH };

const start = {
  GET: async (confluent: ConfluentClient) => confluent.GET(VERSIONS_PATH, { params }),
  walk: async (confluent: ConfluentClient) =>
    confluent.paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 9 }),
};

/** A status that arrives in time makes the error: a busy machine needs a while for it. */
const timeoutOf = (name: FaultName): number => (name === 'stall-error-body' ? 500 : 300);

const isStall = (name: FaultName): boolean => name.startsWith('stall');

describe.each(['GET', 'walk'] as const)('a %s', (kind) => {
  // GET does not know that the body has to be a list.
  const names = faultNames.filter((name) => kind === 'walk' || name !== 'wrong-envelope');

  test.each(names)('rejects with the right error after the fault %s', async (name) => {
    const { type, isRetried, status } = expected[name];
    const server = await serve(() => faults[name]);
    const timeout = isStall(name) ? { timeoutMs: timeoutOf(name) } : {};
    const confluent = connect(server.url, { maxRetries: 1, ...timeout });

    const error = await failureOf(type, start[kind](confluent));

    expect(error.constructor).toBe(type);
    expect(error.name).toBe(type.name);
    expect(error).toBeInstanceOf(ConfluentError);
    expect(server.requests).toHaveLength(isRetried ? 2 : 1);
    expect(error.attempts).toBe(isRetried ? 2 : 1);
    expect(error.retryable).toBe(isRetried);
    expect((error as { status?: number }).status).toBe(status);
    expect(error.method).toBe('GET');
    expect(error.path).toBe(pathOf[kind]);
    expect(error.message).toMatch(/^GET \/c[a-z]+\/v1\/[^{}\n\r]+: .+$/);
    expect(error.message.length).toBeLessThan(500);
    expect(error.url).toContain(server.url);
    expect('walk' in error).toBe(kind === 'walk');
  });

  test.each(names.filter((name) => expected[name].isRetried))(
    'succeeds when the fault %s happens once',
    async (name) => {
      const server = await serve(inTurn(faults[name], ONLY_PAGE));
      const timeoutMs = isStall(name) ? 100 : 30_000;
      await start[kind](connect(server.url, { timeoutMs }));
      // On a busy machine a good response could miss the short timeout.
      if (!isStall(name)) expect(server.requests).toHaveLength(2);
      const [first, second] = server.requests;
      expect(second?.target).toBe(first?.target);
    },
  );
});

test('docs/when-things-go-wrong.md has the class and the retry of each fault', () => {
  const text = readFileSync('docs/when-things-go-wrong.md', 'utf8');
  const rows = [...text.matchAll(/^\| .+? +\| `(\w+)` +\| (yes|no) +\|$/gm)];
  expect(rows.map(([, ...cells]) => cells)).toEqual(
    Object.values(expected).map(({ type, isRetried }) => [type.name, isRetried ? 'yes' : 'no']),
  );
});

test('a refused connection is a connection error that says so', async () => {
  const server = await serve(() => ONLY_PAGE);
  await server.close();
  const call = connect(server.url, { maxRetries: 1 }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentConnectionError, call);
  expect(error.message).toMatch(/ECONNREFUSED/);
  expect(error.attempts).toBe(2);
  expect(error.cause).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } });
});

test('https to a server that speaks http alone is a connection error', async () => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = connect(server.url.replace('http:', 'https:'), { maxRetries: 0 });
  const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.message).toMatch(/^GET \S+: no complete \w+: .+$/);
});

test('an error whose body does not arrive in time has its status, and neither body nor errors', async () => {
  const server = await serve(() => faults['stall-error-body']);
  const confluent = connect(server.url, { maxRetries: 0, timeoutMs: 500 });
  const error = await failureOf(ConfluentApiError, confluent.GET(VERSIONS_PATH, { params }));
  expect(error).toMatchObject({ status: 503, errors: [] });
  expect(error).not.toHaveProperty('body');
});
