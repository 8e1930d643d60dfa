/** No error of an exchange shows the identity token or the Confluent token. */
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failureOf, rejectionOf } from '../support/client.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { printInEveryWay } from '../support/secrets.js';
import { startConfluent, tokenResponse } from './support/confluent.js';
import { connectWithTokens, list, provideTokens, skipJitter } from './support/connect.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Long and signed, as real tokens are. */
const CONFLUENT_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIxMjM0In0.c2lnbmF0dXJl_-x';

/** Expects that no log, inspection or JSON of a value holds a token, nor most of one. */
function expectNoToken(value: unknown, ...tokens: string[]): void {
  const text = printInEveryWay(value);
  for (const token of [...tokens, CONFLUENT_TOKEN]) {
    expect(token.length).toBeGreaterThan(40);
    expect(text).not.toContain(token);
    expect(text).not.toContain(token.slice(0, 40));
    expect(text).not.toContain(encodeURIComponent(token));
  }
}

/** Returns the subject token and the whole form of an exchange. */
function sent(body: string): { token: string; text: string } {
  const token = new URLSearchParams(body).get('subject_token') ?? '';
  return { token, text: `you sent ${body}: ${token}` };
}

test.each<[where: string, echo: (token: string, text: string) => Reply]>([
  ['a text', (_, text) => ({ status: 400, body: text })],
  ['a detail', (_, text) => ({ status: 401, body: { errors: [{ detail: text }] } })],
  ['a name of the body', (token) => ({ status: 400, body: { [token]: { deep: [token] } } })],
  ['a code', (token) => ({ status: 400, body: { error: token, error_description: token } })],
  ['a long text', (token) => ({ status: 400, body: 'x'.repeat(8150) + token })],
  ['a text cut at 64 KiB', (token) => ({ status: 400, body: 'x'.repeat(65_450) + token })],
  ['a header', (token) => ({ status: 400, headers: { 'X-Debug': token } })],
  ['the request id', (token) => ({ status: 400, headers: { 'X-Request-Id': token } })],
  ['a redirect', (token) => ({ status: 302, headers: { Location: `/login?token=${token}` } })],
])('a server that echoes the identity token in %s shows it in no error', async (_, echo) => {
  const confluent = await startConfluent({
    replyTo: ({ body }) => {
      const { token, text } = sent(body);
      return echo(token, text);
    },
  });
  const subjectToken = await confluent.identityProvider.requestToken();
  const getToken = provideTokens(confluent, { subjectToken });
  expectNoToken(await failureOf(ConfluentApiError, getToken()), subjectToken);
  const client = connectWithTokens(confluent, getToken);
  expectNoToken(await failureOf(ConfluentApiError, list(client)), subjectToken);
});

describe('a 200 without a usable token', () => {
  test.each<[what: string, reply: (token: string) => Reply]>([
    ['no expires_in', () => ({ body: { access_token: CONFLUENT_TOKEN } })],
    ['another name of the token', () => ({ body: { accessToken: CONFLUENT_TOKEN } })],
    ['a token in a list', () => ({ body: [tokenResponse(CONFLUENT_TOKEN, 900)] })],
    ['half of the JSON', () => ({ body: `{"access_token":"${CONFLUENT_TOKEN}"` })],
    ['a form', () => ({ body: `access_token=${CONFLUENT_TOKEN}&expires_in=900` })],
    ['the identity token', (token) => ({ body: { detail: token } })],
    [
      'the token as its request id',
      () => ({
        headers: { 'X-Request-Id': CONFLUENT_TOKEN },
        body: { access_token: CONFLUENT_TOKEN },
      }),
    ],
  ])('shows no token in its error if it has %s', async (_, reply) => {
    const confluent = await startConfluent({ replyTo: ({ body }) => reply(sent(body).token) });
    const subjectToken = await confluent.identityProvider.requestToken();
    const getToken = provideTokens(confluent, { subjectToken });
    expectNoToken(await failureOf(ConfluentResponseError, getToken()), subjectToken);
  });
});

test('a server that echoes the last Confluent token shows it in no error', async () => {
  const confluent = await startConfluent({
    replyTo: (_, index) =>
      index === 0 ? undefined : { status: 400, body: `last: ${String(confluent.issued[0])}` },
  });
  const getToken = provideTokens(confluent);
  const first = await getToken();
  expectNoToken(await failureOf(ConfluentApiError, getToken(first)), first);
  expectNoToken(await failureOf(ConfluentApiError, getToken()), first);
});

test.each([
  ['reset', ConfluentConnectionError],
  ['cut-body', ConfluentConnectionError],
  ['stall', ConfluentTimeoutError],
] as const)('a %s shows no token in its error', async (fault, type) => {
  skipJitter();
  const confluent = await startConfluent({ replyTo: () => faults[fault] });
  const subjectToken = await confluent.identityProvider.requestToken();
  const timeoutMs = fault === 'stall' ? 30 : undefined;
  const getToken = provideTokens(confluent, { subjectToken, timeoutMs });
  expectNoToken(await failureOf(type, getToken()), subjectToken);
});

test('a fetch that throws its request and its body shows no token in the error', async () => {
  skipJitter();
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  const getToken = provideTokens(confluent, {
    subjectToken,
    fetch: async (request) => {
      const body = await request.text();
      throw Object.assign(new Error(`failed: ${body}`, { cause: new Error(subjectToken) }), {
        request,
        config: { body },
      });
    },
  });
  expectNoToken(await failureOf(ConfluentConnectionError, getToken()), subjectToken);
});

test('a provider and the client that uses it show no token', async () => {
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  const getToken = provideTokens(confluent, { subjectToken });
  const client = connectWithTokens(confluent, getToken);
  await list(client);
  const [issued = ''] = confluent.issued;
  expectNoToken(getToken, subjectToken, issued);
  expectNoToken(client, subjectToken, issued);
});

test('the error of a call that is refused twice shows no token', async () => {
  const confluent = await startConfluent();
  const getToken = provideTokens(confluent);
  const client = connectWithTokens(confluent, async (refused) => {
    const token = await getToken(refused);
    confluent.revokeAll();
    return token;
  });
  expectNoToken(await rejectionOf(list(client)), ...confluent.issued);
});
