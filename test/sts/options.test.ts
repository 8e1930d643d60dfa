import { createStsTokenProvider } from 'confluent-connect-plugins/sts';
import type { StsTokenProviderOptions } from 'confluent-connect-plugins/sts';
import { afterEach, expect, test, vi } from 'vitest';
import { clearClientEnvironment } from '../support/client-options.js';
import { startConfluent } from './support/confluent.js';
import { provideTokens } from './support/connect.js';

clearClientEnvironment();
afterEach(() => {
  vi.restoreAllMocks();
});

const VALID = { identityPoolId: 'pool-abc1', subjectToken: 'secret-token' };

/** Returns the error of options with any values, as callers without types can give them. */
function creationErrorOf(options: object): unknown {
  try {
    createStsTokenProvider(options as StsTokenProviderOptions);
  } catch (error) {
    return error;
  }
  throw new Error('The provider was created');
}

test.each<[options: object, message: string]>([
  [{ identityPoolId: undefined }, 'identityPoolId must be a string, not undefined'],
  [{ identityPoolId: '' }, 'identityPoolId must not be empty'],
  [{ identityPoolId: 7 }, 'identityPoolId must be a string, not 7'],
  [{ subjectToken: undefined }, 'subjectToken must be a string or return one, not undefined'],
  [{ subjectToken: null }, 'subjectToken must be a string or return one, not object'],
  [{ subjectToken: '' }, 'subjectToken must not be empty'],
  [
    { subjectToken: 'secret token' },
    'subjectToken must be visible ASCII characters, without spaces and line ends',
  ],
  [{ fetch: 'x' }, 'fetch must be a function, not "x"'],
  [{ baseUrl: 'http://api.confluent.cloud' }, 'baseUrl must be an absolute https URL'],
  [{ baseUrl: 'https://user:secret-token@host' }, 'baseUrl must be an absolute https URL'],
  [{ timeout: 1000 }, "There is no option 'timeout'; did you mean 'timeoutMs'?"],
  [{ maxRetries: 1 }, "There is no option 'maxRetries'; the options are identityPoolId, "],
])('options with %j throw a TypeError that says what is allowed', (options, message) => {
  const error = creationErrorOf({ ...VALID, ...options });
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain(message);
  expect(String(error)).not.toContain('secret');
});

test.each<[name: string, range: string, values: unknown[]]>([
  ['expiresInSeconds', '1 to 900', [0, 901, 1.5, NaN, '900', Infinity, null]],
  ['renewBeforeMs', '0 to 900000', [-1, 900_001, 0.5, NaN, '60000', Infinity]],
  ['timeoutMs', '1 to 2147483647', [0, 2 ** 31, 1.5, NaN, '1000', Infinity]],
])('%s must be a whole number from %s', (name, range, values) => {
  for (const value of values) {
    const error = creationErrorOf({ ...VALID, [name]: value });
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain(`${name} must be a whole number from ${range}, not `);
  }
});

test('the ends of each range are allowed, and undefined is the same as absent', () => {
  for (const options of [
    { expiresInSeconds: 1, renewBeforeMs: 0, timeoutMs: 1 },
    { expiresInSeconds: 900, renewBeforeMs: 900_000, timeoutMs: 2 ** 31 - 1 },
    { expiresInSeconds: undefined, renewBeforeMs: undefined, timeoutMs: undefined },
    { baseUrl: undefined, fetch: undefined },
  ]) {
    expect(createStsTokenProvider({ ...VALID, ...options })).toBeTypeOf('function');
  }
});

test('the base URL comes from CONFLUENT_CLOUD_REST_ENDPOINT if none is given', async () => {
  const confluent = await startConfluent();
  vi.stubEnv('CONFLUENT_CLOUD_REST_ENDPOINT', confluent.url);
  expect(await provideTokens(confluent, { baseUrl: undefined })()).toBe(confluent.issued[0]);
});

test('the path of the base URL comes before that of the exchange', async () => {
  const urls: string[] = [];
  const getToken = createStsTokenProvider({
    ...VALID,
    baseUrl: 'https://proxy.test/confluent/',
    fetch: async ({ url }) => {
      urls.push(url);
      return Promise.resolve(Response.json({ access_token: 'issued', expires_in: 900 }));
    },
  });
  await getToken();
  expect(urls).toEqual(['https://proxy.test/confluent/sts/v1/oauth2/token']);
});

test('options that change after the creation change nothing', async () => {
  const confluent = await startConfluent();
  const subjectToken = await confluent.identityProvider.requestToken();
  const options = { identityPoolId: 'pool-abc1', subjectToken, baseUrl: confluent.url };
  const getToken = createStsTokenProvider(options);
  Object.assign(options, { identityPoolId: 'pool-other', subjectToken: 'x', baseUrl: 'x' });
  await getToken();
  expect(new URLSearchParams(confluent.exchanges[0]?.body).get('identity_pool_id')).toBe(
    'pool-abc1',
  );
});
