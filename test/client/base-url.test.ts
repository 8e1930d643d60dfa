import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import { expect, test, vi } from 'vitest';
import { clearClientEnvironment, creationErrorOf, withKey } from '../support/client-options.js';
import { connect, failureOf } from '../support/client.js';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const VARIABLE = 'CONFLUENT_CLOUD_REST_ENDPOINT';

clearClientEnvironment();

test.each([
  '',
  'api.confluent.cloud',
  '/api',
  '//api.confluent.cloud',
  'ftp://api.confluent.cloud',
  'file:///etc/passwd',
  'https://',
  'https:///',
  'https://:443',
  'https://host:99999',
  'https://ho st',
  'https://host?x=1',
  'https://host/#top',
  'https://host/?',
  'http://api.confluent.cloud',
  'http://10.0.0.1',
  'http://127.0.0.1.evil.test',
  'http://localhost.evil.test',
  'http://localhost@evil.test',
  'http://evil.test#localhost',
  'http://evil.test\\localhost',
  'http://0.0.0.0',
  'http://[::2]',
])('the baseUrl %j is refused with the rule and the value', (baseUrl) => {
  const error = creationErrorOf(withKey({ baseUrl }));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toMatch(/baseUrl.*https.*loopback/s);
  if (/^[^@?#]+$/.test(baseUrl)) expect(error.message).toContain(baseUrl);
});

test.each([
  'https://user:hunter2@api.confluent.cloud',
  'https://hunter2@api.confluent.cloud/path',
  'https://api.confluent.cloud/?token=hunter2',
  'https://api.confluent.cloud/#hunter2',
  'http://user:hunter2@localhost:1',
])('the baseUrl %j is refused without its secret', (baseUrl) => {
  const { message, stack } = creationErrorOf(withKey({ baseUrl }));
  expect(`${message}${stack ?? ''}`).not.toContain('hunter2');
});

/** Returns the URL and the Authorization header of a request. */
async function sentWith(options: object): Promise<unknown[]> {
  const sent: unknown[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request.url, request.headers.get('Authorization'));
    return Promise.resolve(Response.json(ONLY_PAGE.body));
  };
  await createConfluentClient(withKey({ fetch, ...options })).GET(CONNECTOR_PLUGINS_PATH);
  return sent;
}

test.each<[baseUrl: string | undefined, start: string]>([
  [undefined, 'https://api.confluent.cloud'],
  ['https://api.confluent.test', 'https://api.confluent.test'],
  ['HTTPS://API.confluent.test:443/', 'https://api.confluent.test'],
  ['https://proxy.test/confluent/v0///', 'https://proxy.test/confluent/v0'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://127.9.9.9:1/x', 'http://127.9.9.9:1/x'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
])('with the baseUrl %j requests go to %s, with the credentials', async (baseUrl, start) => {
  expect(await sentWith({ baseUrl })).toEqual([
    `${start}${CONNECTOR_PLUGINS_PATH}`,
    `Basic ${BASIC_CREDENTIALS}`,
  ]);
});

test('a path prefix of baseUrl is in the requests and in the url of errors', async () => {
  const server = await serve(() => ({ status: 404 }));
  const confluent = connect(`${server.url}/confluent/v0/`);
  const error = await failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(server.requests[0]?.path).toBe(`/confluent/v0${CONNECTOR_PLUGINS_PATH}`);
  expect(error.url).toBe(`${server.url}/confluent/v0${CONNECTOR_PLUGINS_PATH}`);
  expect(error.path).toBe(CONNECTOR_PLUGINS_PATH);
});

test('baseUrl comes from the environment when no option gives it', async () => {
  vi.stubEnv(VARIABLE, 'https://environment.test');
  const [first] = await sentWith({});
  expect(first).toBe(`https://environment.test${CONNECTOR_PLUGINS_PATH}`);
  const [second] = await sentWith({ baseUrl: undefined });
  expect(second).toBe(`https://environment.test${CONNECTOR_PLUGINS_PATH}`);
  const [third] = await sentWith({ baseUrl: 'https://option.test' });
  expect(third).toBe(`https://option.test${CONNECTOR_PLUGINS_PATH}`);
});

test('a baseUrl of the environment has to follow the same rules', () => {
  vi.stubEnv(VARIABLE, 'http://evil.test');
  const { message } = creationErrorOf(withKey({}));
  expect(message).toMatch(/^CONFLUENT_CLOUD_REST_ENDPOINT must be .*evil\.test/);
  expect(message).not.toContain('baseUrl');
  expect(creationErrorOf(withKey({ baseUrl: 'http://mine.test' })).message).toMatch(
    /^baseUrl must be .*mine\.test/,
  );
});

test('an empty baseUrl of the environment is the same as none', async () => {
  vi.stubEnv(VARIABLE, '');
  const [url] = await sentWith({});
  expect(url).toBe(`https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}`);
});
