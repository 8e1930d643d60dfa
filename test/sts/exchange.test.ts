import { setTimeout } from 'node:timers/promises';
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
import { serve } from '../support/serve.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import { failure, startConfluent, TOKEN_PATH, tokenResponse } from './support/confluent.js';
import { connectWithTokens, list, provideTokens, skipJitter } from './support/connect.js';

expectNothingUnhandled();
afterEach(() => {
  vi.restoreAllMocks();
});

test('an exchange sends the form of a token exchange, without an Authorization header', async () => {
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  await provideTokens(confluent, { subjectToken, expiresInSeconds: 600 })();
  const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = confluent.exchanges;
  expect(method).toBe('POST');
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subjectToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    identity_pool_id: 'pool-abc1',
    expires_in: '600',
  });
  expect(headers).not.toHaveProperty('authorization');
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(headers['user-agent']).toMatch(/^confluent-connect-plugins\/\d/);
});

test('an exchange without expiresInSeconds leaves the life of the token to Confluent', async () => {
  const confluent = await startConfluent();
  await provideTokens(confluent)();
  expect(new URLSearchParams(confluent.exchanges[0]?.body).has('expires_in')).toBe(false);
});

test('the provider gives the token that Confluent issued, and the client sends it', async () => {
  const confluent = await startConfluent();
  await list(connectWithTokens(confluent, provideTokens(confluent)));
  expect(confluent.issued).toHaveLength(1);
  expect(confluent.calls[0]?.headers.authorization).toBe(`Bearer ${String(confluent.issued[0])}`);
});

test('an exchange goes through the fetch that was given', async () => {
  const confluent = await startConfluent();
  const urls: string[] = [];
  const getToken = provideTokens(confluent, {
    fetch: async (request) => {
      urls.push(request.url);
      return fetch(request);
    },
  });
  await getToken();
  expect(urls).toEqual([confluent.url + TOKEN_PATH]);
});

describe('a failed exchange', () => {
  test('rejects with ConfluentApiError if Confluent refuses the identity token', async () => {
    const confluent = await startConfluent();
    const { identityProvider: stranger } = await startConfluent();
    const getToken = provideTokens(confluent, { subjectToken: stranger.requestToken });
    const error = await failureOf(ConfluentApiError, getToken());
    expect(error).toMatchObject({
      status: 401,
      method: 'POST',
      path: TOKEN_PATH,
      url: confluent.url + TOKEN_PATH,
      attempts: 1,
      retryable: false,
      errors: [{ detail: 'The subject token is not valid' }],
    });
    expect(error.message).toContain('POST /sts/v1/oauth2/token: 401');
  });

  test('ends the call that needs the token, which is not sent and not retried', async () => {
    const confluent = await startConfluent({ replyTo: () => failure(403, 'No such pool') });
    const client = connectWithTokens(confluent, provideTokens(confluent));
    const error = await failureOf(ConfluentApiError, list(client));
    expect(error.path).toBe(TOKEN_PATH);
    expect(confluent.exchanges).toHaveLength(1);
    expect(confluent.calls).toHaveLength(0);
  });

  test.each<[name: string, reply: Reply]>([
    ['a 408', { status: 408 }],
    ['a 429', { status: 429, headers: { 'Retry-After': '0' } }],
    ['a 500', { status: 500 }],
    ['a 503', { status: 503 }],
    ['a connection that was reset', faults.reset],
    ['a body that broke off', faults['cut-body']],
  ])('is retried after %s', async (_, reply) => {
    skipJitter();
    const confluent = await startConfluent({
      replyTo: (_exchange, index) => (index < 2 ? reply : undefined),
    });
    expect(await provideTokens(confluent)()).toBe(confluent.issued[0]);
    expect(confluent.exchanges).toHaveLength(3);
  });

  test('rejects after five attempts that a retry may have healed', async () => {
    skipJitter();
    const confluent = await startConfluent({ replyTo: () => failure(503, 'Try later') });
    const error = await failureOf(ConfluentApiError, provideTokens(confluent)());
    expect(error).toMatchObject({ status: 503, attempts: 5, retryable: true });
    expect(confluent.exchanges).toHaveLength(5);
  });

  test('rejects with ConfluentConnectionError if no connection can be made', async () => {
    skipJitter();
    const confluent = await startConfluent({ replyTo: () => faults.reset });
    const error = await failureOf(ConfluentConnectionError, provideTokens(confluent)());
    expect(error).toMatchObject({ path: TOKEN_PATH, attempts: 5, retryable: true });
  });

  test.each(['stall', 'stall-body'] as const)(
    'rejects with ConfluentTimeoutError after timeoutMs on a %s',
    async (fault) => {
      skipJitter();
      const confluent = await startConfluent({ replyTo: () => faults[fault] });
      const getToken = provideTokens(confluent, { subjectToken: 'a-token', timeoutMs: 40 });
      const error = await failureOf(ConfluentTimeoutError, getToken());
      expect(error).toMatchObject({ path: TOKEN_PATH, timeoutMs: 40, attempts: 5 });
    },
  );

  test.each<[name: string, reply: Reply]>([
    ['a page', faults.html],
    ['no body', faults.empty],
    ['an array', { body: ['token'] }],
    ['no token', { body: { expires_in: 900 } }],
    ['an empty token', { body: tokenResponse('', 900) }],
    ['a token with a space', { body: tokenResponse('a token', 900) }],
    ['no expires_in', { body: { access_token: 'issued-token' } }],
    ['an expires_in that is a text', { body: { access_token: 'issued-token', expires_in: '900' } }],
    ['an expires_in of 0', { body: tokenResponse('issued-token', 0) }],
  ])('rejects with ConfluentResponseError at once if a 200 has %s', async (_, reply) => {
    const confluent = await startConfluent({ replyTo: () => reply });
    const error = await failureOf(ConfluentResponseError, provideTokens(confluent)());
    expect(error).toMatchObject({ path: TOKEN_PATH, attempts: 1, retryable: false, body: '' });
    expect(error.message).toMatch(/: 200, but (the body|access_token|expires_in) is /);
  });

  test('is not kept: the next call makes a new exchange', async () => {
    const confluent = await startConfluent({
      replyTo: (_, index) => (index === 0 ? failure(403, 'No such pool') : undefined),
    });
    const client = connectWithTokens(confluent, provideTokens(confluent));
    await failureOf(ConfluentApiError, list(client));
    await list(client);
    expect(confluent.exchanges).toHaveLength(2);
  });

  test('rejects all calls that wait for it', async () => {
    const confluent = await startConfluent({ replyTo: () => failure(403, 'No such pool') });
    const getToken = provideTokens(confluent);
    const errors = await Promise.all([getToken(), getToken()].map(rejectionOf));
    expect(errors).toEqual([expect.any(ConfluentApiError), expect.any(ConfluentApiError)]);
    expect(confluent.exchanges).toHaveLength(1);
  });

  test('does not follow a redirect, which would take the identity token elsewhere', async () => {
    const elsewhere = await serve(() => ({ body: tokenResponse('issued-elsewhere', 900) }));
    const headers = { Location: `${elsewhere.url}/token` };
    const confluent = await startConfluent({ replyTo: () => ({ status: 307, headers }) });
    const error = await failureOf(ConfluentApiError, provideTokens(confluent)());
    expect(error.status).toBe(307);
    expect(elsewhere.requests).toHaveLength(0);
  });
});

test('an exchange that is slow is waited for within timeoutMs', async () => {
  const confluent = await startConfluent({
    replyTo: async () => {
      await setTimeout(30);
      return undefined;
    },
  });
  expect(await provideTokens(confluent, { timeoutMs: 5000 })()).toBe(confluent.issued[0]);
});
