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

const wrongCredentials: [what: string, options: object][] = [
  ['no credentials', {}],
  ['empty credentials', { apiKey: '', apiSecret: '', accessToken: '' }],
  ['a key and a token', { apiKey: API_KEY, apiSecret: API_SECRET, accessToken: ACCESS_TOKEN }],
  [
    'a key and a token function',
    { apiKey: API_KEY, apiSecret: API_SECRET, accessToken: () => ACCESS_TOKEN },
  ],
  ['half a pair beside a token', { apiSecret: API_SECRET, accessToken: ACCESS_TOKEN }],
  ['a key alone', { apiKey: API_KEY }],
  ['a secret alone', { apiSecret: API_SECRET }],
  ['a key with an empty secret', { apiKey: API_KEY, apiSecret: '' }],
  ['a colon in the key', { apiKey: `${API_KEY}:x`, apiSecret: API_SECRET }],
  ['a tab in the key', { apiKey: `${API_KEY}\t`, apiSecret: API_SECRET }],
  ['a C1 control character in the key', { apiKey: `${API_KEY}\u0085`, apiSecret: API_SECRET }],
  ['a line break in the key', { apiKey: `${API_KEY}\n`, apiSecret: API_SECRET }],
  ['a line break in the secret', { apiKey: API_KEY, apiSecret: `${API_SECRET}\r\n` }],
  ['a NUL in the secret', { apiKey: API_KEY, apiSecret: `${API_SECRET}\0` }],
  ['a DEL in the secret', { apiKey: API_KEY, apiSecret: `${API_SECRET}\u007f` }],
  ['a key that is not a string', { apiKey: 42, apiSecret: API_SECRET }],
  ['a secret that is not a string', { apiKey: API_KEY, apiSecret: { secret: API_SECRET } }],
  ['a token with a blank', { accessToken: `${ACCESS_TOKEN} x` }],
  ['a token with a line break', { accessToken: `${ACCESS_TOKEN}\n` }],
  ['a token beyond ASCII', { accessToken: `${ACCESS_TOKEN}é` }],
  ['a token that is not a string', { accessToken: 42 }],
];

test.each(wrongCredentials)(
  'the client refuses %s with an error that names the options and shows no secret',
  (_, options) => {
    const error = creationErrorOf(options);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/apiKey.*apiSecret.*accessToken/s);
    expect(error.message).toMatch(/CONFLUENT_CLOUD_API_KEY/);
    for (const secret of [API_KEY, API_SECRET, BASIC_CREDENTIALS, ACCESS_TOKEN]) {
      expect(`${error.message}${error.stack ?? ''}`).not.toContain(secret);
    }
  },
);

test('the errors for different wrong credentials have different messages', () => {
  const kinds = [
    'no credentials',
    'a key and a token',
    'a key alone',
    'a secret alone',
    'a colon in the key',
  ];
  const messages = wrongCredentials
    .filter(([what]) => kinds.includes(what))
    .map(([, options]) => creationErrorOf(options).message);
  expect(messages).toHaveLength(kinds.length);
  expect(new Set(messages).size).toBe(kinds.length);
});

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
