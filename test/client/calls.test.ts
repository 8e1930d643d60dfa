import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { connect, failureOf, LIST, PLUGINS, rejectionOf, VERSIONS } from './support/client.js';
import { inTurn, serve } from './support/server.js';

const environment = 'env-1';
const OFFLINE = 'https://api.confluent.test';

describe('GET', () => {
  test('resolves to the data and the answer', async () => {
    const headers = { 'X-Request-Id': 'r-1', 'X-RateLimit-Remaining': '4' };
    const server = await serve(() => ({ ...LIST, headers }));
    const result = await connect(server.url).GET(PLUGINS);
    expect(Object.keys(result).sort()).toEqual(['data', 'response']);
    expect(result.data).toEqual(LIST.body);
    expect(result.response.status).toBe(200);
    expect(result.response.headers.get('x-request-id')).toBe('r-1');
    expect(server.requests).toMatchObject([{ method: 'GET', path: PLUGINS }]);
  });

  test('sends the query and the headers that it is given', async () => {
    const server = await serve(() => LIST);
    await connect(server.url).GET(PLUGINS, {
      params: { query: { cloud: 'A&B=c d+é', page_size: 5, page_token: 'x+/=' } },
      headers: { 'X-Trace': 'abc' },
    });
    const [request] = server.requests;
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      cloud: 'A&B=c d+é',
      page_size: '5',
      page_token: 'x+/=',
    });
    expect(request?.headers['x-trace']).toBe('abc');
  });

  test('sends nothing that it is not given', async () => {
    const server = await serve(() => LIST);
    await connect(server.url).GET(PLUGINS, { params: { query: { cloud: undefined } } as object });
    expect([...(server.requests[0]?.query ?? [])]).toEqual([]);
  });

  test('keeps calls apart that run at the same time', async () => {
    const server = await serve(({ query }) => ({ body: { data: [query.get('cloud')] } }));
    const confluent = connect(server.url);
    const clouds = Array.from({ length: 20 }, (_, i) => `cloud-${i}`);
    const results = await Promise.all(
      clouds.map(async (cloud) => confluent.GET(PLUGINS, { params: { query: { cloud } } })),
    );
    expect(results.map(({ data }) => data.data)).toEqual(clouds.map((cloud) => [cloud]));
  });

  test('leaves what it is given as it was', async () => {
    const server = await serve(inTurn({ status: 503 }, LIST));
    const freeze = <T extends object>(value: T): T => {
      for (const each of Object.values(value)) if (each instanceof Object) freeze(each as object);
      return Object.freeze(value);
    };
    const params = freeze({ path: { plugin_id: 'ccp-1' }, query: { environment } });
    await connect(server.url).GET(VERSIONS, freeze({ params }));
    expect(server.requests).toHaveLength(2);
  });
});

describe('a path parameter', () => {
  const withId = (plugin_id: string): { path: { plugin_id: string }; query: typeof query } => ({
    path: { plugin_id },
    query,
  });
  const query = { environment };
  const BAD: unknown[] = ['', '.', '..', '%2e', '%2E', '%2e%2e', '%2E.', '.%2e'];

  test.each([undefined, null, ...BAD])('of %j is refused before anything is sent', async (bad) => {
    const server = await serve(() => LIST);
    const confluent = createConfluentClient({
      accessToken: () => {
        throw new Error('asked');
      },
      baseUrl: server.url,
    });
    const params = withId(bad as string);
    const error = await failureOf(TypeError, confluent.GET(VERSIONS, { params }));
    expect(error.message).toContain('plugin_id');
    await failureOf(TypeError, confluent.paginate(VERSIONS, { params }).collect({ limit: 1 }));
    expect(server.requests).toHaveLength(0);
  });

  test('that is missing with all others is refused as a rejection', async () => {
    const confluent = connect(OFFLINE);
    for (const init of [undefined, {}, { params: {} }, { params: { path: {} } }]) {
      const call = (): PromiseLike<unknown> => confluent.GET(VERSIONS, init as never);
      expect((await failureOf(TypeError, call())).message).toContain('plugin_id');
    }
  });

  test.each([
    ['a/b', 'a%2Fb'],
    ['../x', '..%2Fx'],
    ['a?b#c', 'a%3Fb%23c'],
    ['ünï 🔑', '%C3%BCn%C3%AF%20%F0%9F%94%91'],
    ['100%', '100%25'],
    ['%2f', '%252f'],
    ['...', '...'],
    ['$&', '%24%26'],
    ['{environment}', '%7Benvironment%7D'],
  ])('of %j is sent as one step of the path, and told so', async (id, sent) => {
    const server = await serve(inTurn(LIST, { status: 404 }));
    const confluent = connect(server.url);
    await confluent.GET(VERSIONS, { params: withId(id) });
    expect(server.requests[0]?.path).toBe(`/ccpm/v1/plugins/${sent}/versions`);
    const error = await failureOf(
      ConfluentApiError,
      confluent.GET(VERSIONS, { params: withId(id) }),
    );
    expect(error.message).toBe(`GET /ccpm/v1/plugins/${sent}/versions: 404 Not Found`);
    expect(error.path).toBe(VERSIONS);
  });
});

describe("the caller's own code", () => {
  const mine = new Error('mine');
  const fail = (): never => {
    throw mine;
  };
  const reject = async (): Promise<never> => Promise.reject(mine);

  test.each<[string, Middleware]>([
    ['onRequest throwing', { onRequest: fail }],
    ['onRequest rejecting', { onRequest: reject }],
    ['onResponse throwing', { onResponse: fail }],
    ['onResponse rejecting', { onResponse: reject }],
  ])('is heard as it is, and not retried: %s', async (name, each) => {
    const server = await serve(() => LIST);
    const sent = name.startsWith('onRequest') ? 0 : 1;
    const confluent = connect(server.url, { middleware: [each] });
    expect(await rejectionOf(confluent.GET(PLUGINS))).toBe(mine);
    expect(server.requests).toHaveLength(sent);
    const call = connect(server.url).GET(PLUGINS, { middleware: [each] });
    expect(await rejectionOf(call)).toBe(mine);
    expect(server.requests).toHaveLength(sent * 2);
  });

  test('is heard as it is where onResponse throws on a failure', async () => {
    const server = await serve(() => ({ status: 503 }));
    const confluent = connect(server.url, { middleware: [{ onResponse: fail }] });
    expect(await rejectionOf(confluent.GET(PLUGINS))).toBe(mine);
    expect(server.requests).toHaveLength(1);
  });

  test('is heard as it is where onError makes another error of the fault', async () => {
    const server = await serve(() => 'reset');
    const confluent = connect(server.url, { middleware: [{ onError: () => mine }] });
    expect(await rejectionOf(confluent.GET(PLUGINS))).toBe(mine);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['throwing', fail],
    ['rejecting', reject],
  ])('is heard as it is, and not retried: accessToken %s', async (_, accessToken) => {
    const server = await serve(() => LIST);
    const confluent = createConfluentClient({ accessToken, baseUrl: server.url });
    expect(await rejectionOf(confluent.GET(PLUGINS))).toBe(mine);
    const walk = confluent.paginate(PLUGINS).collect({ limit: 1 });
    expect(await rejectionOf(walk)).toBe(mine);
    expect(mine).not.toHaveProperty('walk');
    expect(server.requests).toHaveLength(0);
  });

  test.each<[string, unknown]>([
    ['an error', new Error('no way')],
    ['a text', 'no way'],
    ['an AbortError', new DOMException('no way', 'AbortError')],
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['zero', 0],
    ['false', false],
  ])('that is a fetch failing with %s is a connection that fails', async (_, reason) => {
    let asked = 0;
    const fetch = (): Promise<Response> => {
      asked += 1;
      throw reason;
    };
    const confluent = connect(OFFLINE, { fetch, maxRetries: 1 });
    const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
    expect(asked).toBe(2);
    expect(error).toMatchObject({ attempts: 2, retryable: true });
    expect(error.message).toMatch(/^GET \S+: no complete answer: \S/);
    if (reason) expect(error.message).toContain('no way');
  });

  test('that is a fetch throwing at once is a connection that fails', async () => {
    const confluent = connect(OFFLINE, { fetch: fail, maxRetries: 0 });
    const error = await failureOf(ConfluentConnectionError, confluent.GET(PLUGINS));
    expect(error.cause).toMatchObject({ name: 'Error', message: 'mine' });
  });
});

describe('a middleware', () => {
  test('runs at every attempt, those of the client before those of the call', async () => {
    const server = await serve(inTurn({ status: 503 }, LIST));
    const ran: string[] = [];
    const spy = (name: string): Middleware => ({
      onRequest: () => void ran.push(`${name} asks`),
      onResponse: () => void ran.push(`${name} hears`),
    });
    const confluent = connect(server.url, { middleware: [spy('client')] });
    await confluent.GET(PLUGINS, { middleware: [spy('call')] });
    const attempt = ['client asks', 'call asks', 'call hears', 'client hears'];
    expect(ran).toEqual([...attempt, ...attempt]);
  });

  test('may change what is sent', async () => {
    const server = await serve(() => LIST);
    const onRequest: Middleware['onRequest'] = ({ request }) => {
      request.headers.set('X-Trace', 'abc');
    };
    await connect(server.url, { middleware: [{ onRequest }] }).GET(PLUGINS);
    expect(server.requests[0]?.headers['x-trace']).toBe('abc');
  });

  test('may answer itself, well or badly', async () => {
    const server = await serve(() => LIST);
    const answers = [Response.json({ data: [] }), new Response('no', { status: 404 })];
    const onRequest = (): Response | undefined => answers.shift();
    const confluent = connect(server.url, { middleware: [{ onRequest }] });
    expect((await confluent.GET(PLUGINS)).data).toEqual({ data: [] });
    expect(await failureOf(ConfluentApiError, confluent.GET(PLUGINS))).toMatchObject({
      status: 404,
      errors: [{ detail: 'no' }],
    });
    expect(server.requests).toHaveLength(0);
  });

  test('may make a good answer of a fault', async () => {
    const server = await serve(() => 'reset');
    const onError = (): Response => Response.json({ data: [] });
    const confluent = connect(server.url, { middleware: [{ onError }] });
    expect((await confluent.GET(PLUGINS)).data).toEqual({ data: [] });
    expect(server.requests).toHaveLength(1);
  });

  test('may put another answer in place, good for bad and bad for good', async () => {
    const server = await serve(inTurn({ status: 404 }, LIST));
    const answers = [
      Response.json({ data: [] }),
      new Response('{"message":"no"}', { status: 403 }),
    ];
    const onResponse = (): Response | undefined => answers.shift();
    const confluent = connect(server.url, { middleware: [{ onResponse }] });
    expect((await confluent.GET(PLUGINS)).data).toEqual({ data: [] });
    expect(await failureOf(ConfluentApiError, confluent.GET(PLUGINS))).toMatchObject({
      status: 403,
      errors: [{ detail: 'no' }],
    });
  });

  test.each(['cut-error-body', 'huge-html'] as const)(
    'that puts a copy of the answer in place changes no error: %s',
    async (fault) => {
      const server = await serve(() => fault);
      const onResponse: Middleware['onResponse'] = ({ response }) =>
        new Response(response.body, response);
      const confluent = connect(server.url, { middleware: [{ onResponse }], maxRetries: 1 });
      const error = await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
      expect(error).toMatchObject({ attempts: 2, retryable: true });
      expect(JSON.stringify(error).length).toBeLessThan(20_000);
    },
  );

  test('may read a clone of the answer', async () => {
    const server = await serve(() => LIST);
    const read: unknown[] = [];
    const onResponse: Middleware['onResponse'] = async ({ response }) => {
      read.push(await response.clone().json());
    };
    const { data } = await connect(server.url, { middleware: [{ onResponse }] }).GET(PLUGINS);
    expect(read).toEqual([LIST.body]);
    expect(data).toEqual(LIST.body);
  });

  test('sees the call as it is in the specification', async () => {
    const server = await serve(() => LIST);
    const seen: unknown[] = [];
    const onRequest: Middleware['onRequest'] = ({ schemaPath, request }) => {
      seen.push(schemaPath, request.method, new URL(request.url).pathname);
    };
    const params = { path: { plugin_id: 'ccp-1' }, query: { environment } };
    await connect(server.url, { middleware: [{ onRequest }] }).GET(VERSIONS, { params });
    expect(seen).toEqual([VERSIONS, 'GET', '/ccpm/v1/plugins/ccp-1/versions']);
  });
});

test('an unread answer of any kind leaves no rejection behind', async () => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', listen);
  try {
    for (const fault of ['reset', 'stall', 'stall-body', 'cut-body', 'stall-error-body'] as const) {
      const server = await serve(() => fault);
      const confluent = connect(server.url, { timeoutMs: 30, maxRetries: 1 });
      await rejectionOf(confluent.GET(PLUGINS));
      await server.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', listen);
  }
});

test('a wrong page of a proxy is told apart from a wrong answer of Confluent', async () => {
  const server = await serve(inTurn('html', 'huge-html'));
  const confluent = connect(server.url, { maxRetries: 0 });
  await failureOf(ConfluentResponseError, confluent.GET(PLUGINS));
  await failureOf(ConfluentApiError, confluent.GET(PLUGINS));
});
