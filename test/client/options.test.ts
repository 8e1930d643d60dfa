import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test, vi } from 'vitest';
import { clearClientEnvironment, creationErrorOf, withKey } from '../support/client-options.js';
import { connect, NO_HOST } from '../support/client.js';
import {
  API_KEY,
  API_SECRET,
  BASIC_CREDENTIALS,
  CONNECTOR_PLUGINS_PATH,
} from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

clearClientEnvironment();

describe.each([
  ['timeoutMs', 1, 2 ** 31 - 1],
  ['maxRetries', 0, 100],
  ['maxRetryDelayMs', 0, 2 ** 31 - 1],
])('%s', (name, min, max) => {
  test.each([min - 1, max + 1, -1, 1.5, NaN, Infinity, -Infinity, '5', true])(
    'is refused with its name, its value and its range when it is %j',
    (value) => {
      const error = creationErrorOf(withKey({ [name]: value }));
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toContain(name);
      expect(error.message).toContain(String(min));
      expect(error.message).toContain(String(max));
      expect(error.message).toContain(String(value));
    },
  );

  test.each([min, min + 1, max, undefined])('can be %j', (value) => {
    createConfluentClient(withKey({ [name]: value }));
  });
});

test('globalThis.fetch is looked up at each call', async () => {
  const server = await serve(() => ONLY_PAGE);
  const confluent = connect(server.url);
  const patched = vi.fn(async () => Promise.resolve(Response.json({ data: [], metadata: {} })));
  vi.stubGlobal('fetch', patched);
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data.data).toEqual([]);
  vi.unstubAllGlobals();
  expect((await confluent.GET(CONNECTOR_PLUGINS_PATH)).data.data).toHaveLength(1);
  expect(patched).toHaveBeenCalledTimes(1);
  expect(server.requests).toHaveLength(1);
});

test('the fetch option is called with a Request alone', async () => {
  const calls: unknown[][] = [];
  const fetch = async (...parameters: unknown[]): Promise<Response> => {
    calls.push(parameters);
    return Promise.resolve(Response.json(ONLY_PAGE.body));
  };
  await connect(NO_HOST, { fetch }).GET(CONNECTOR_PLUGINS_PATH);
  expect(calls).toHaveLength(1);
  expect(calls[0]?.[0]).toBeInstanceOf(Request);
  expect(calls[0]?.filter((parameter) => parameter !== undefined)).toHaveLength(1);
});

const manifest = resolve(import.meta.dirname, '../../package.json');
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
const ownUserAgent = `confluent-connect-plugins/${version}`;

test.each([
  [undefined, ownUserAgent],
  ['', ownUserAgent],
  ['my-app/1.0 (+https://example.com)', `my-app/1.0 (+https://example.com) ${ownUserAgent}`],
])(
  'the userAgent %j is before the name and the version of the package',
  async (userAgent, sent) => {
    const server = await serve(() => ONLY_PAGE);
    await connect(server.url, { userAgent }).GET(CONNECTOR_PLUGINS_PATH);
    expect(server.requests[0]?.headers['user-agent']).toBe(sent);
  },
);

test.each(['a\r\nX-Evil: b', 'a\n', 'a\0', '\u{1f511}'])(
  'a userAgent %j is refused at creation by the name of the option',
  (userAgent) => {
    const error = creationErrorOf(withKey({ userAgent }));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^userAgent must /);
  },
);

test('the message for a wrong value is one line, even if the value is a function or has line breaks', () => {
  for (const value of [
    () => {
      // Two lines.
    },
    'a\nb',
  ]) {
    const { message } = creationErrorOf(withKey({ maxRetries: value as never }));
    expect(message).toMatch(/^maxRetries must .*, not .+$/);
  }
});

test('an option that is undefined is the same as an absent one', async () => {
  const server = await serve(inTurn({ status: 503 }, ONLY_PAGE));
  const absent = {
    accessToken: undefined,
    timeoutMs: undefined,
    maxRetries: undefined,
    maxRetryDelayMs: undefined,
    pacing: undefined,
    fetch: undefined,
    middleware: undefined,
    onRetry: undefined,
    userAgent: undefined,
  };
  // The first delay of the default options is below 500 ms.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.01);
  const confluent = createConfluentClient(withKey({ ...absent, baseUrl: server.url }));
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  random.mockRestore();
  expect(server.requests).toHaveLength(2);
});

test('a change of the options after the creation changes nothing', async () => {
  const server = await serve(() => ONLY_PAGE);
  const options = {
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    baseUrl: server.url,
    middleware: [] as Middleware[],
  };
  const confluent = createConfluentClient(options);
  Object.assign(options, { apiKey: 'other', baseUrl: 'https://evil.test' });
  options.middleware.push({ onRequest: () => Response.error() });
  await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${BASIC_CREDENTIALS}`);
});
