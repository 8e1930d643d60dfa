import { ConfluentTimeoutError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { failureOf, rejectionOf } from '../support/client.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import { startConfluent, TOKEN_PATH } from './support/confluent.js';
import { connectWithTokens, list, provideTokens } from './support/connect.js';

expectNothingUnhandled();

const never = new Promise<never>(() => undefined);

/** Returns the subject tokens that were sent. */
function sentTo({ exchanges }: Awaited<ReturnType<typeof startConfluent>>): (string | null)[] {
  return exchanges.map(({ body }) => new URLSearchParams(body).get('subject_token'));
}

test('subjectToken may be a string, which is sent at every exchange', async () => {
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  const getToken = provideTokens(confluent, { subjectToken });
  await getToken(await getToken());
  expect(sentTo(confluent)).toEqual([subjectToken, subjectToken]);
});

test.each([
  ['sync', (token: string) => token],
  ['async', async (token: string) => Promise.resolve(token)],
] as const)('subjectToken may be a function (%s), called at every exchange', async (_, give) => {
  const confluent = await startConfluent();
  const { requestToken } = confluent.identityProvider;
  const tokens = [await requestToken(), await requestToken()];
  const rest = [...tokens];
  const getToken = provideTokens(confluent, { subjectToken: () => give(rest.shift() ?? '') });
  await getToken(await getToken());
  await getToken();
  expect(sentTo(confluent)).toEqual(tokens);
});

test('subjectToken is not called again when an attempt of the exchange is retried', async () => {
  const confluent = await startConfluent({
    replyTo: (_, index) =>
      index === 0 ? { status: 429, headers: { 'Retry-After': '0' } } : undefined,
  });
  const token = await confluent.identityProvider.requestToken();
  let calls = 0;
  const subjectToken = (): string => {
    calls += 1;
    return token;
  };
  await provideTokens(confluent, { subjectToken })();
  expect(confluent.exchanges).toHaveLength(2);
  expect(calls).toBe(1);
});

test.each([
  [
    'throws',
    (error: Error) => () => {
      throw error;
    },
  ],
  ['rejects', (error: Error) => async () => Promise.reject(error)],
])('what subjectToken %s comes through a call as it is', async (_, fail) => {
  const confluent = await startConfluent();
  const error = new Error('The metadata server is down');
  const client = connectWithTokens(
    confluent,
    provideTokens(confluent, { subjectToken: fail(error) }),
  );
  expect(await rejectionOf(list(client))).toBe(error);
  expect(confluent.exchanges).toHaveLength(0);
});

test('a subjectToken that failed once is called again at the next call', async () => {
  const confluent = await startConfluent();
  let calls = 0;
  const subjectToken = async (): Promise<string> => {
    calls += 1;
    if (calls === 1) throw new Error('The metadata server is down');
    return confluent.identityProvider.requestToken();
  };
  const getToken = provideTokens(confluent, { subjectToken });
  await rejectionOf(getToken());
  expect(await getToken()).toBe(confluent.issued[0]);
});

test('a subjectToken that never returns ends with a ConfluentTimeoutError', async () => {
  const confluent = await startConfluent();
  let calls = 0;
  const subjectToken = async (): Promise<string> => {
    calls += 1;
    return calls === 1 ? never : confluent.identityProvider.requestToken();
  };
  const getToken = provideTokens(confluent, { subjectToken, timeoutMs: 2000 });
  const impatient = provideTokens(confluent, { subjectToken: async () => never, timeoutMs: 20 });
  const error = await failureOf(ConfluentTimeoutError, impatient());
  expect(error).toMatchObject({
    message: 'POST /sts/v1/oauth2/token: no subjectToken within 20 ms',
    method: 'POST',
    path: TOKEN_PATH,
    url: confluent.url + TOKEN_PATH,
    attempts: 0,
    retryable: true,
    timeoutMs: 20,
  });
  await failureOf(ConfluentTimeoutError, getToken());
  expect(await getToken()).toBe(confluent.issued[0]);
});

test.each([
  ['an empty string', '', 'must not be empty'],
  ['a line end', 'secret-token\n', 'without spaces and line ends'],
  ['a number', 12345678, 'not number'],
  ['undefined', undefined, 'not undefined'],
])('a subjectToken function that returns %s is a TypeError', async (_, given, message) => {
  const confluent = await startConfluent();
  const getToken = provideTokens(confluent, { subjectToken: () => given as string });
  const error = await failureOf(TypeError, getToken());
  expect(error.message).toContain('subjectToken');
  expect(error.message).toContain(message);
  expect(error.message).not.toContain('secret-token');
  expect(confluent.exchanges).toHaveLength(0);
});
