/** After a 401 the token function is called once more, with the refused token. */
import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type {
  ConfluentClient,
  ConfluentClientOptions,
  RetryEvent,
} from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import type { ClientOptions } from '../support/client.js';
import { connect, failureOf, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import type { Handler, LoopbackServer } from '../support/loopback-server.js';
import { linkedPages, ONLY_PAGE } from '../support/pages.js';
import { never } from '../support/pending-calls.js';
import { inTurn, serve } from '../support/serve.js';
import { idsOf } from '../support/walks.js';

type GetToken = Extract<ConfluentClientOptions['accessToken'], (...parameters: never[]) => unknown>;

function connectWithToken(
  { url }: LoopbackServer,
  getToken: GetToken,
  options: ClientOptions = {},
): ConfluentClient {
  return createConfluentClient({
    accessToken: getToken,
    baseUrl: url,
    maxRetryDelayMs: 1,
    ...options,
  });
}

/** Returns a token function that gives these tokens in turn, and what it was called with. */
function tokensInTurn(...tokens: string[]): { getToken: GetToken; refused: unknown[] } {
  const refused: unknown[] = [];
  const getToken: GetToken = (token) => {
    refused.push(token);
    return tokens[Math.min(refused.length, tokens.length) - 1] ?? '';
  };
  return { getToken, refused };
}

const tokensSent = ({ requests }: LoopbackServer): unknown[] =>
  requests.map(({ headers }) => headers.authorization);

/** Responds with 401 to every token but this one. */
const requireToken =
  (token: string, handler: Handler): Handler =>
  (request, index) =>
    request.headers.authorization === `Bearer ${token}` ? handler(request, index) : { status: 401 };

test('a call succeeds with the token that the function gives for the refused one, even without retries', async () => {
  const server = await serve(requireToken('token-2', () => ONLY_PAGE));
  const { getToken, refused } = tokensInTurn('token-1', 'token-2');
  const events: RetryEvent[] = [];
  await connectWithToken(server, getToken, {
    maxRetries: 0,
    onRetry: (event) => events.push(event),
  }).GET(CONNECTOR_PLUGINS_PATH);
  expect(refused).toEqual([undefined, 'token-1']);
  expect(tokensSent(server)).toEqual(['Bearer token-1', 'Bearer token-2']);
  expect(events).toMatchObject([{ attempt: 1, delayMs: 0, error: { status: 401 } }]);
});

test('a call that is refused twice ends, and has called the function once more', async () => {
  const server = await serve(() => ({ status: 401 }));
  const { getToken, refused } = tokensInTurn('token-1', 'token-2', 'token-3');
  const call = connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentApiError, call);
  expect(error).toMatchObject({ status: 401, attempts: 2 });
  expect(refused).toEqual([undefined, 'token-1']);
});

test('a call ends with the 401 when the function gives the refused token again', async () => {
  const server = await serve(() => ({ status: 401 }));
  const { getToken, refused } = tokensInTurn('token-1');
  const call = connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status: 401, attempts: 1 });
  expect(refused).toEqual([undefined, 'token-1']);
});

test('a call ends with the 401 when the function does not give a token within timeoutMs', async () => {
  const server = await serve(() => ({ status: 401 }));
  const getToken: GetToken = (refused) => (refused === undefined ? 'token-1' : never);
  const call = connectWithToken(server, getToken, { timeoutMs: 200 }).GET(CONNECTOR_PLUGINS_PATH);
  expect((await failureOf(ConfluentApiError, call)).status).toBe(401);
});

test('a call rejects with what the function throws for the refused token', async () => {
  const server = await serve(() => ({ status: 401 }));
  const mine = new Error('signed out');
  const getToken: GetToken = (refused) => {
    if (refused !== undefined) throw mine;
    return 'token-1';
  };
  const call = connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  expect(await rejectionOf(call)).toBe(mine);
});

test('a call ends with the reason of its signal while the function is asked for another token', async () => {
  const server = await serve(() => ({ status: 401 }));
  const controller = new AbortController();
  const getToken: GetToken = (refused) => {
    if (refused === undefined) return 'token-1';
    controller.abort(new Error('enough'));
    return never;
  };
  const { signal } = controller;
  const call = connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH, { signal });
  expect(await rejectionOf(call)).toBe(signal.reason);
});

test('a walk goes on where it was when its token is refused', async () => {
  const pages = linkedPages(['a', 'b'], ['c'], ['d']);
  let current = 'token-1';
  const server = await serve((request, index) => {
    if (request.query.get('page_token') === 't1') current = 'token-2';
    return requireToken(current, pages)(request, index);
  });
  let token = 'token-1';
  const getToken: GetToken = (refused) => {
    if (refused !== undefined) token = 'token-2';
    return token;
  };
  const walk = connectWithToken(server, getToken).paginate(CONNECTOR_PLUGINS_PATH);
  expect(await idsOf(walk)).toEqual(['a', 'b', 'c', 'd']);
  expect(server.requests).toHaveLength(4);
});

test('a call retries a 503 that follows a renewed token', async () => {
  const server = await serve(inTurn({ status: 401 }, { status: 503 }, ONLY_PAGE));
  const { getToken } = tokensInTurn('token-1', 'token-2');
  await connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  expect(tokensSent(server)).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
});

test.each<[kind: string, create: (url: string) => ConfluentClient]>([
  ['an API key', (url) => connect(url)],
  ['a token', (url) => createConfluentClient({ accessToken: 'token-1', baseUrl: url })],
])('a 401 ends a call with %s after one request', async (_, create) => {
  const server = await serve(() => ({ status: 401 }));
  const call = create(server.url).GET(CONNECTOR_PLUGINS_PATH);
  expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status: 401, attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

test('a 401 after a redirect to another origin does not ask the function for another token', async () => {
  const other = await serve(() => ({ status: 401 }));
  const server = await serve(() => ({ status: 307, headers: { Location: `${other.url}/x` } }));
  const { getToken, refused } = tokensInTurn('token-1', 'token-2');
  const call = connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status: 401, attempts: 1 });
  expect(refused).toEqual([undefined]);
  expect(tokensSent(other)).toEqual([undefined]);
});

test('a call succeeds with another token when a redirect within the origin leads to a 401', async () => {
  const moved = requireToken('token-2', () => ONLY_PAGE);
  const server = await serve((request, index) =>
    request.path === '/moved'
      ? moved(request, index)
      : { status: 307, headers: { Location: '/moved' } },
  );
  const { getToken, refused } = tokensInTurn('token-1', 'token-2');
  await connectWithToken(server, getToken).GET(CONNECTOR_PLUGINS_PATH);
  expect(refused).toEqual([undefined, 'token-1']);
});

test('a 401 of another origin, to which a middleware sends the request, does not ask the function', async () => {
  const other = await serve(() => ({ status: 401 }));
  const server = await serve(() => ONLY_PAGE);
  const turn: Middleware = { onRequest: ({ request }) => new Request(other.url, request) };
  const { getToken, refused } = tokensInTurn('token-1', 'token-2');
  const call = connectWithToken(server, getToken, { middleware: [turn] }).GET(
    CONNECTOR_PLUGINS_PATH,
  );
  expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status: 401, attempts: 1 });
  expect(refused).toEqual([undefined]);
  expect(tokensSent(other)).toEqual([undefined]);
});

test('a 401 that onRequest returns without a request does not ask the function', async () => {
  const server = await serve(() => ONLY_PAGE);
  const refuse: Middleware = { onRequest: () => new Response(null, { status: 401 }) };
  const { getToken, refused } = tokensInTurn('token-1', 'token-2');
  const call = connectWithToken(server, getToken, { middleware: [refuse] }).GET(
    CONNECTOR_PLUGINS_PATH,
  );
  expect(await failureOf(ConfluentApiError, call)).toMatchObject({ status: 401, attempts: 1 });
  expect(refused).toEqual([undefined]);
});
