import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, failureOf, KEY, LIST, PAIR, PLUGINS, SECRET } from './support/client.js';
import { inTurn, serve } from './support/server.js';

const TOKEN = 'a-token-as-long-as-it-needs-to-be';

const { version } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string };

beforeEach(() => {
  for (const name of ['API_KEY', 'API_SECRET', 'REST_ENDPOINT']) {
    vi.stubEnv(`CONFLUENT_CLOUD_${name}`, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** As callers without types may give them. */
const options = (given: object): ConfluentClientOptions => given;
const withKey = (given: object): ConfluentClientOptions =>
  options({ apiKey: KEY, apiSecret: SECRET, ...given });

function refusalOf(given: object): Error {
  try {
    createConfluentClient(options(given));
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The options were taken');
}

/** The Authorization of a request that a client with these options sends. */
async function authorizationOf(given: object): Promise<string | undefined> {
  const server = await serve(() => LIST);
  await createConfluentClient(options({ baseUrl: server.url, ...given })).GET(PLUGINS);
  return server.requests[0]?.headers.authorization;
}

describe('credentials', () => {
  const wrong: [what: string, given: object][] = [
    ['none', {}],
    ['empty ones', { apiKey: '', apiSecret: '', accessToken: '' }],
    ['both kinds', { apiKey: KEY, apiSecret: SECRET, accessToken: TOKEN }],
    ['both kinds, by a function', { apiKey: KEY, apiSecret: SECRET, accessToken: () => TOKEN }],
    ['half a pair beside a token', { apiSecret: SECRET, accessToken: TOKEN }],
    ['a key alone', { apiKey: KEY }],
    ['a secret alone', { apiSecret: SECRET }],
    ['a key with an empty secret', { apiKey: KEY, apiSecret: '' }],
    ['a colon in the key', { apiKey: `${KEY}:x`, apiSecret: SECRET }],
    ['a tab in the key', { apiKey: `${KEY}\t`, apiSecret: SECRET }],
    ['a C1 control character in the key', { apiKey: `${KEY}\u0085`, apiSecret: SECRET }],
    ['a line break in the key', { apiKey: `${KEY}\n`, apiSecret: SECRET }],
    ['a line break in the secret', { apiKey: KEY, apiSecret: `${SECRET}\r\n` }],
    ['a NUL in the secret', { apiKey: KEY, apiSecret: `${SECRET}\0` }],
    ['a DEL in the secret', { apiKey: KEY, apiSecret: `${SECRET}\u007f` }],
    ['a key that is no text', { apiKey: 42, apiSecret: SECRET }],
    ['a secret that is no text', { apiKey: KEY, apiSecret: { secret: SECRET } }],
    ['a token with a blank', { accessToken: `${TOKEN} x` }],
    ['a token with a line break', { accessToken: `${TOKEN}\n` }],
    ['a token beyond ASCII', { accessToken: `${TOKEN}é` }],
    ['a token that is no text', { accessToken: 42 }],
  ];

  test.each(wrong)('are refused, and not repeated: %s', (_, given) => {
    const error = refusalOf(given);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/apiKey.*apiSecret.*accessToken/s);
    expect(error.message).toMatch(/CONFLUENT_CLOUD_API_KEY/);
    for (const secret of [KEY, SECRET, PAIR, TOKEN]) {
      expect(`${error.message}${error.stack ?? ''}`).not.toContain(secret);
    }
  });

  test('that are refused are told by what was given', () => {
    const kinds = ['none', 'both kinds', 'a key alone', 'a secret alone', 'a colon in the key'];
    const messages = wrong
      .filter(([what]) => kinds.includes(what))
      .map(([, given]) => refusalOf(given).message);
    expect(new Set(messages).size).toBe(kinds.length);
  });

  test('in the environment are used where no option gives any', async () => {
    vi.stubEnv('CONFLUENT_CLOUD_API_KEY', KEY);
    vi.stubEnv('CONFLUENT_CLOUD_API_SECRET', SECRET);
    expect(await authorizationOf({})).toBe(`Basic ${PAIR}`);
    const absent = { apiKey: undefined, apiSecret: undefined, accessToken: undefined };
    expect(await authorizationOf(absent)).toBe(`Basic ${PAIR}`);
    expect(await authorizationOf({ apiKey: '', apiSecret: '' })).toBe(`Basic ${PAIR}`);
    expect(await authorizationOf({ accessToken: '' })).toBe(`Basic ${PAIR}`);
  });

  test('in the environment are left alone where an option gives some', async () => {
    vi.stubEnv('CONFLUENT_CLOUD_API_KEY', 'ENVKEY');
    vi.stubEnv('CONFLUENT_CLOUD_API_SECRET', 'env-secret');
    expect(await authorizationOf({ accessToken: TOKEN })).toBe(`Bearer ${TOKEN}`);
    expect(await authorizationOf({ apiKey: KEY, apiSecret: SECRET })).toBe(`Basic ${PAIR}`);
    // No pair is made of one half here and the other there.
    expect(refusalOf({ apiKey: KEY })).toBeInstanceOf(TypeError);
    expect(refusalOf({ apiSecret: SECRET })).toBeInstanceOf(TypeError);
  });

  test.each([
    ['half of them', 'KEY', KEY],
    ['half of them', 'SECRET', SECRET],
    ['an empty one', 'KEY', ''],
  ])('in the environment are none with %s', (_, name, value) => {
    vi.stubEnv(`CONFLUENT_CLOUD_API_${name}`, value);
    expect(refusalOf({}).message).not.toContain(value || '\0');
  });

  test('are read from the environment when the client is made, not later', async () => {
    vi.stubEnv('CONFLUENT_CLOUD_API_KEY', KEY);
    vi.stubEnv('CONFLUENT_CLOUD_API_SECRET', SECRET);
    const server = await serve(() => LIST);
    const confluent = createConfluentClient({ baseUrl: server.url });
    vi.stubEnv('CONFLUENT_CLOUD_API_KEY', 'later');
    await confluent.GET(PLUGINS);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${PAIR}`);
  });

  test('arrive as UTF-8', async () => {
    const pair = { apiKey: 'schlüssel', apiSecret: 'пароль:秘密🔑' };
    const sent = (await authorizationOf(pair))?.replace('Basic ', '') ?? '';
    expect(Buffer.from(sent, 'base64').toString('utf8')).toBe('schlüssel:пароль:秘密🔑');
  });
});

describe('baseUrl', () => {
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
  ])('of %j is refused with what is allowed and what was given', (baseUrl) => {
    const error = refusalOf(withKey({ baseUrl }));
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
  ])('of %j is refused without its secret', (baseUrl) => {
    const { message, stack } = refusalOf(withKey({ baseUrl }));
    expect(`${message}${stack ?? ''}`).not.toContain('hunter2');
  });

  test.each<[baseUrl: string | undefined, url: string]>([
    [undefined, `https://api.confluent.cloud${PLUGINS}`],
    ['https://api.confluent.test', `https://api.confluent.test${PLUGINS}`],
    ['HTTPS://API.confluent.test:443/', `https://api.confluent.test${PLUGINS}`],
    ['https://proxy.test/confluent/v0///', `https://proxy.test/confluent/v0${PLUGINS}`],
    ['http://localhost:8080', `http://localhost:8080${PLUGINS}`],
    ['http://127.9.9.9:1/x', `http://127.9.9.9:1/x${PLUGINS}`],
    ['http://[::1]:8080/', `http://[::1]:8080${PLUGINS}`],
  ])('of %j makes a request to %s, with the credentials', async (baseUrl, url) => {
    const sent: unknown[] = [];
    const confluent = createConfluentClient(
      withKey({
        baseUrl,
        fetch: async (request: Request) => {
          sent.push(request.url, request.headers.get('Authorization'));
          return Promise.resolve(Response.json(LIST.body));
        },
      }),
    );
    await confluent.GET(PLUGINS);
    expect(sent).toEqual([url, `Basic ${PAIR}`]);
  });

  test('with a path prefix reaches a server there, and errors tell of it', async () => {
    const server = await serve(() => ({ status: 404 }));
    const confluent = connect(`${server.url}/confluent/v0/`);
    const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
    expect(server.requests[0]?.path).toBe(`/confluent/v0${PLUGINS}`);
    expect(error.url).toBe(`${server.url}/confluent/v0${PLUGINS}`);
    expect(error.path).toBe(PLUGINS);
  });

  test('comes of the environment where no option gives it', async () => {
    const [there, here] = [await serve(() => LIST), await serve(() => LIST)];
    vi.stubEnv('CONFLUENT_CLOUD_REST_ENDPOINT', there.url);
    await createConfluentClient(withKey({})).GET(PLUGINS);
    await createConfluentClient(withKey({ baseUrl: undefined })).GET(PLUGINS);
    await createConfluentClient(withKey({ baseUrl: here.url })).GET(PLUGINS);
    expect(there.requests).toHaveLength(2);
    expect(here.requests).toHaveLength(1);
  });

  test('of the environment is held to the same rules, and absent if empty', async () => {
    vi.stubEnv('CONFLUENT_CLOUD_REST_ENDPOINT', 'http://evil.test');
    expect(refusalOf(withKey({})).message).toMatch(/evil\.test/);
    vi.stubEnv('CONFLUENT_CLOUD_REST_ENDPOINT', '');
    const urls: string[] = [];
    const fetch = async ({ url }: Request): Promise<Response> => {
      urls.push(url);
      return Promise.resolve(Response.json(LIST.body));
    };
    await createConfluentClient(withKey({ fetch })).GET(PLUGINS);
    expect(urls).toEqual([`https://api.confluent.cloud${PLUGINS}`]);
  });
});

describe.each([
  ['timeoutMs', 1, 2 ** 31 - 1],
  ['maxRetries', 0, 100],
  ['maxRetryDelayMs', 0, 2 ** 31 - 1],
])('%s', (name, min, max) => {
  test.each([min - 1, max + 1, -1, 1.5, NaN, Infinity, -Infinity, '5', true])(
    'of %j is refused with its name, its value and its range',
    (value) => {
      const error = refusalOf(withKey({ [name]: value }));
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toContain(name);
      expect(error.message).toContain(String(min));
      expect(error.message).toContain(String(max));
      expect(error.message).toContain(String(value));
    },
  );

  test.each([min, min + 1, max, undefined])('of %j is taken', (value) => {
    createConfluentClient(withKey({ [name]: value }));
  });
});

describe('fetch', () => {
  test('is that of the global object at each call', async () => {
    const server = await serve(() => LIST);
    const confluent = connect(server.url);
    const patched = vi.fn(async () => Promise.resolve(Response.json({ data: [], metadata: {} })));
    vi.stubGlobal('fetch', patched);
    expect((await confluent.GET(PLUGINS)).data.data).toEqual([]);
    vi.unstubAllGlobals();
    expect((await confluent.GET(PLUGINS)).data.data).toHaveLength(1);
    expect(patched).toHaveBeenCalledTimes(1);
    expect(server.requests).toHaveLength(1);
  });

  test('of another kind is called with a Request alone', async () => {
    const given: unknown[][] = [];
    const fetch = async (...args: unknown[]): Promise<Response> => {
      given.push(args);
      return Promise.resolve(Response.json(LIST.body));
    };
    await connect('https://api.confluent.test', { fetch }).GET(PLUGINS);
    expect(given).toHaveLength(1);
    expect(given[0]?.[0]).toBeInstanceOf(Request);
    expect(given[0]?.filter((each) => each !== undefined)).toHaveLength(1);
  });
});

describe('userAgent', () => {
  const own = `confluent-connect-plugins/${version}`;

  test.each([
    [undefined, own],
    ['', own],
    ['my-app/1.0 (+https://example.com)', `my-app/1.0 (+https://example.com) ${own}`],
  ])('of %j stands before the name and version of the package', async (userAgent, sent) => {
    const server = await serve(() => LIST);
    await connect(server.url, { userAgent }).GET(PLUGINS);
    expect(server.requests[0]?.headers['user-agent']).toBe(sent);
  });

  test('that cannot be sent is refused at once', () => {
    expect(refusalOf(withKey({ userAgent: 'a\r\nX-Evil: b' }))).toBeInstanceOf(TypeError);
  });
});

test('every option that is undefined is as if it were absent', async () => {
  const server = await serve(inTurn({ status: 503 }, LIST));
  const names = ['timeoutMs', 'maxRetries', 'maxRetryDelayMs', 'pacing', 'fetch', 'middleware'];
  const absent = Object.fromEntries(
    [...names, 'onRetry', 'userAgent'].map((name) => [name, undefined]),
  );
  const confluent = createConfluentClient(
    withKey({ accessToken: undefined, ...absent, baseUrl: server.url }),
  );
  await confluent.GET(PLUGINS);
  expect(server.requests).toHaveLength(2);
});

test('changing the options later changes nothing', async () => {
  const server = await serve(() => LIST);
  const given = {
    apiKey: KEY,
    apiSecret: SECRET,
    baseUrl: server.url,
    middleware: [] as Middleware[],
  };
  const confluent = createConfluentClient(given);
  Object.assign(given, { apiKey: 'other', baseUrl: 'https://evil.test' });
  given.middleware.push({ onRequest: () => Response.error() });
  await confluent.GET(PLUGINS);
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${PAIR}`);
});

test('no option at all is refused where the environment has no credentials', () => {
  expect(() => createConfluentClient()).toThrow(TypeError);
});
