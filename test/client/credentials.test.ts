import { createConfluentClient } from 'confluent-connect-plugins';
import { expect, test, vi } from 'vitest';
import {
  authorizationOf,
  clearClientEnvironment,
  creationErrorOf,
} from '../support/client-options.js';
import {
  ACCESS_TOKEN,
  API_KEY,
  API_SECRET,
  BASIC_CREDENTIALS,
  CONNECTOR_PLUGINS_PATH,
  UTF8_API_KEY,
  UTF8_API_SECRET,
} from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const KEY_VARIABLE = 'CONFLUENT_CLOUD_API_KEY';
const SECRET_VARIABLE = 'CONFLUENT_CLOUD_API_SECRET';
const basic = `Basic ${BASIC_CREDENTIALS}`;

clearClientEnvironment();

const keyCharacters = 'apiKey must be a string without control characters';
const secretCharacters = 'apiSecret must be a string without control characters';
const tokenCharacters = 'accessToken must be a string of visible ASCII characters';
const twoKinds = 'accessToken excludes apiKey and apiSecret';
const missing = (names: string): string =>
  `Missing ${names}: give apiKey and apiSecret, or accessToken, or set ${KEY_VARIABLE} and ${SECRET_VARIABLE}`;
const none = missing(`${KEY_VARIABLE} and ${SECRET_VARIABLE}`);
const pair = { apiKey: API_KEY, apiSecret: API_SECRET };

test.each<[what: string, options: object, message: string]>([
  ['no credentials', {}, none],
  ['empty credentials', { apiKey: '', apiSecret: '', accessToken: '' }, none],
  ['a key and a token', { ...pair, accessToken: ACCESS_TOKEN }, twoKinds],
  ['a key and a token function', { ...pair, accessToken: () => ACCESS_TOKEN }, twoKinds],
  ['half a pair beside a token', { apiSecret: API_SECRET, accessToken: ACCESS_TOKEN }, twoKinds],
  ['a key alone', { apiKey: API_KEY }, missing('apiSecret')],
  ['a secret alone', { apiSecret: API_SECRET }, missing('apiKey')],
  ['an empty secret', { ...pair, apiSecret: '' }, missing('apiSecret')],
  ['a colon in the key', { ...pair, apiKey: `${API_KEY}:x` }, 'apiKey must have no colon'],
  ['a tab in the key', { ...pair, apiKey: `${API_KEY}\t` }, keyCharacters],
  ['a leading tab in the secret', { ...pair, apiSecret: `\t${API_SECRET}` }, secretCharacters],
  ['a C1 control character in the key', { ...pair, apiKey: `${API_KEY}\u0085` }, keyCharacters],
  ['a line break in the key', { ...pair, apiKey: `${API_KEY}\n` }, keyCharacters],
  ['a line break in the secret', { ...pair, apiSecret: `${API_SECRET}\r\n` }, secretCharacters],
  ['a NUL in the secret', { ...pair, apiSecret: `${API_SECRET}\0` }, secretCharacters],
  ['a DEL in the secret', { ...pair, apiSecret: `${API_SECRET}\u007f` }, secretCharacters],
  ['half a surrogate pair in the key', { ...pair, apiKey: `${API_KEY}\ud800` }, keyCharacters],
  ['a key that is not a string', { ...pair, apiKey: 42 }, keyCharacters],
  ['a secret that is not a string', { ...pair, apiSecret: { a: API_SECRET } }, secretCharacters],
  ['a token with a blank', { accessToken: `${ACCESS_TOKEN} x` }, tokenCharacters],
  ['a token with a line break', { accessToken: `${ACCESS_TOKEN}\n` }, tokenCharacters],
  ['a token beyond ASCII', { accessToken: `${ACCESS_TOKEN}é` }, tokenCharacters],
  ['a token that is not a string', { accessToken: 42 }, tokenCharacters],
])(
  'the client refuses %s with an error that names the mistake and shows no secret',
  (_, options, message) => {
    const error = creationErrorOf(options);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(message);
    for (const secret of [API_KEY, API_SECRET, BASIC_CREDENTIALS, ACCESS_TOKEN]) {
      expect(error.stack).not.toContain(secret);
    }
  },
);

test('the client needs options or the environment for its credentials', () => {
  expect(() => createConfluentClient()).toThrow(TypeError);
});

test('the credentials of the environment are used when no option gives any', async () => {
  vi.stubEnv(KEY_VARIABLE, API_KEY);
  vi.stubEnv(SECRET_VARIABLE, API_SECRET);
  expect(await authorizationOf({})).toBe(basic);
  const absent = { apiKey: undefined, apiSecret: undefined, accessToken: undefined };
  expect(await authorizationOf(absent)).toBe(basic);
  expect(await authorizationOf({ apiKey: '', apiSecret: '' })).toBe(basic);
  expect(await authorizationOf({ accessToken: '' })).toBe(basic);
});

test('the credentials of the environment are ignored when an option gives some', async () => {
  vi.stubEnv(KEY_VARIABLE, 'ENVKEY');
  vi.stubEnv(SECRET_VARIABLE, 'env-secret');
  expect(await authorizationOf({ accessToken: ACCESS_TOKEN })).toBe(`Bearer ${ACCESS_TOKEN}`);
  expect(await authorizationOf({ apiKey: API_KEY, apiSecret: API_SECRET })).toBe(basic);
});

test('half a pair in the options is not completed from the environment', () => {
  vi.stubEnv(KEY_VARIABLE, 'ENVKEY');
  vi.stubEnv(SECRET_VARIABLE, 'env-secret');
  expect(creationErrorOf({ apiKey: API_KEY })).toBeInstanceOf(TypeError);
  expect(creationErrorOf({ apiSecret: API_SECRET })).toBeInstanceOf(TypeError);
});

test.each([
  [KEY_VARIABLE, API_KEY],
  [SECRET_VARIABLE, API_SECRET],
])('%s alone is refused without its value', (name, value) => {
  vi.stubEnv(name, value);
  expect(creationErrorOf({}).message).not.toContain(value);
});

test('an empty environment variable is the same as none', () => {
  vi.stubEnv(KEY_VARIABLE, '');
  vi.stubEnv(SECRET_VARIABLE, API_SECRET);
  expect(creationErrorOf({})).toBeInstanceOf(TypeError);
});

test('the environment is read when the client is created, not later', async () => {
  vi.stubEnv(KEY_VARIABLE, API_KEY);
  vi.stubEnv(SECRET_VARIABLE, API_SECRET);
  const server = await serve(() => ONLY_PAGE);
  const confluent = createConfluentClient({ baseUrl: server.url });
  vi.stubEnv(KEY_VARIABLE, 'later');
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests[0]?.headers.authorization).toBe(basic);
});

test('an API key and a secret that are not ASCII are sent as UTF-8', async () => {
  const pair = { apiKey: UTF8_API_KEY, apiSecret: `${UTF8_API_SECRET}:秘密🔑` };
  const sent = (await authorizationOf(pair))?.replace('Basic ', '') ?? '';
  const decoded = Buffer.from(sent, 'base64').toString('utf8');
  expect(decoded).toBe(`${pair.apiKey}:${pair.apiSecret}`);
});

test.each([
  [KEY_VARIABLE, `${API_KEY}:x`, `${KEY_VARIABLE} must have no colon`],
  [KEY_VARIABLE, `${API_KEY}\n`, `${KEY_VARIABLE} must be a string without control characters`],
  [
    SECRET_VARIABLE,
    `${API_SECRET}\n`,
    `${SECRET_VARIABLE} must be a string without control characters`,
  ],
])('a wrong %s is told by its name', (name, value, message) => {
  vi.stubEnv(KEY_VARIABLE, API_KEY);
  vi.stubEnv(SECRET_VARIABLE, API_SECRET);
  vi.stubEnv(name, value);
  expect(creationErrorOf({}).message).toBe(message);
});
