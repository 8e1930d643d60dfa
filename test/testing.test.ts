import { createContext, runInContext } from 'node:vm';
import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, Fault } from 'confluent-connect-plugins/testing';
import { build } from 'esbuild';
import { serve } from 'srvx';
import { describe, expect, test, vi } from 'vitest';

const PLUGINS = '/connect/v1/custom-connector-plugins';
const VERSIONS = '/ccpm/v1/plugins/ccp-1/versions';

interface List {
  metadata: { first: string; next?: string | null; total_size: number };
  data: { id: string }[];
}

interface Failure {
  errors: { id: string; status: string; detail: string; source: { parameter?: string } }[];
}

function basic({ options }: FakeConfluent): string {
  return `Basic ${btoa(`${options.apiKey}:${options.apiSecret}`)}`;
}

async function ask(fake: FakeConfluent, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: basic(fake) };
  return fake.fetch(new Request(new URL(path, fake.options.baseUrl), { headers, ...init }));
}

async function list(fake: FakeConfluent, path: string): Promise<List> {
  const response = await ask(fake, path);
  expect(response.status).toBe(200);
  return (await response.json()) as List;
}

async function failure(response: Response): Promise<Failure['errors'][number] | undefined> {
  return ((await response.json()) as Failure).errors[0];
}

/** Every page by its ids, following the links as they are. */
async function walk(fake: FakeConfluent, path: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | null | undefined = path; next != null;) {
    const { data, metadata } = await list(fake, next);
    pages.push(data.map(({ id }) => id));
    next = metadata.next;
  }
  return pages;
}

const plugins = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, i) => ({ id: `ccp-${i + 1}` }));

describe('paging', () => {
  test('a page has 10 plugins unless page_size says otherwise', async () => {
    const fake = createFakeConfluent({ plugins: plugins(25) });
    expect((await walk(fake, PLUGINS)).map((page) => page.length)).toEqual([10, 10, 5]);
    expect((await walk(fake, `${PLUGINS}?page_size=20`)).map((page) => page.length)).toEqual([
      20, 5,
    ]);
    expect(await walk(fake, `${PLUGINS}?page_size=100`)).toHaveLength(1);
  });

  test('pageSize bounds the page whatever page_size asks for', async () => {
    const fake = createFakeConfluent({ plugins: plugins(3), pageSize: 2 });
    expect(await walk(fake, `${PLUGINS}?page_size=100`)).toEqual([['ccp-1', 'ccp-2'], ['ccp-3']]);
    expect(await walk(fake, `${PLUGINS}?page_size=1`)).toHaveLength(3);
  });

  test('versions page by links with a token although no parameter is declared for it', async () => {
    const fake = createFakeConfluent({
      versions: { 'ccp-1': [{ id: 'ver-1' }, { id: 'ver-2' }, { id: 'ver-3' }] },
      pageSize: 2,
    });
    expect(await walk(fake, `${VERSIONS}?environment=env-1`)).toEqual([
      ['ver-1', 'ver-2'],
      ['ver-3'],
    ]);
  });

  test('a link is absolute, of the origin that was asked, and keeps the filters', async () => {
    const fake = createFakeConfluent({ plugins: plugins(2), pageSize: 1 });
    const response = await fake.fetch(
      new Request(`http://127.0.0.1:8080${PLUGINS}?cloud=AWS&page_size=7`, {
        headers: { Authorization: basic(fake) },
      }),
    );
    const { metadata } = (await response.json()) as List;
    const next = new URL(metadata.next ?? '');
    expect(next.origin).toBe('http://127.0.0.1:8080');
    expect(next.pathname).toBe(PLUGINS);
    expect(next.searchParams.get('cloud')).toBe('AWS');
    expect(next.searchParams.get('page_size')).toBe('7');
    expect(metadata.first).toBe(`http://127.0.0.1:8080${PLUGINS}?cloud=AWS&page_size=7`);
    expect(metadata.total_size).toBe(2);
  });

  test('a token needs decoding when it is taken out of a link', async () => {
    const fake = createFakeConfluent({ plugins: plugins(2), pageSize: 1 });
    const { next } = (await list(fake, PLUGINS)).metadata;
    const undecoded = next?.split('page_token=')[1] ?? '';
    expect(decodeURIComponent(undecoded)).not.toBe(undecoded);
    const response = await ask(fake, `${PLUGINS}?page_token=${encodeURIComponent(undecoded)}`);
    expect(response.status).toBe(400);
  });

  test('the last page and the empty list have no next link', async () => {
    const fake = createFakeConfluent({ plugins: plugins(2), pageSize: 2 });
    expect((await list(fake, PLUGINS)).metadata).not.toHaveProperty('next');
    const { data, metadata } = await list(fake, `${PLUGINS}?cloud=GCP`);
    expect(data).toEqual([]);
    expect(metadata).not.toHaveProperty('next');
  });

  test('a token of another filter or path, or a garbled one, is refused', async () => {
    const fake = createFakeConfluent({
      plugins: plugins(2),
      versions: { 'ccp-1': [{ id: 'ver-1' }, { id: 'ver-2' }] },
      pageSize: 1,
    });
    const { next } = (await list(fake, `${PLUGINS}?cloud=AWS`)).metadata;
    const token = new URL(next ?? '').searchParams.get('page_token') ?? '';
    const query = new URLSearchParams({ page_token: token }).toString();
    expect((await ask(fake, `${PLUGINS}?cloud=AWS&${query}`)).status).toBe(200);
    for (const path of [
      `${PLUGINS}?${query}`,
      `${PLUGINS}?cloud=GCP&${query}`,
      `${VERSIONS}?environment=AWS&${query}`,
      `${PLUGINS}?cloud=AWS&page_token=`,
      `${PLUGINS}?cloud=AWS&page_token=nonsense`,
      `${PLUGINS}?cloud=AWS&${query}x`,
      `${PLUGINS}?cloud=AWS&page_token=${encodeURIComponent(token.replace('1=', '0='))}`,
    ]) {
      const response = await ask(fake, path);
      expect([path, response.status]).toEqual([path, 400]);
      expect(await failure(response)).toMatchObject({ source: { parameter: 'page_token' } });
    }
  });

  test('a token holds for its own plugin, and for any page_size', async () => {
    const versions = [{ id: 'ver-1' }, { id: 'ver-2' }];
    const fake = createFakeConfluent({
      plugins: plugins(2),
      versions: { 'ccp-1': versions, 'ccp-2': versions },
      pageSize: 1,
    });
    const { next: ofVersions } = (await list(fake, `${VERSIONS}?environment=env-1`)).metadata;
    expect((await ask(fake, ofVersions?.replace('ccp-1', 'ccp-2') ?? '')).status).toBe(400);
    const { next: ofPlugins } = (await list(fake, `${PLUGINS}?page_size=20`)).metadata;
    expect((await ask(fake, ofPlugins?.replace('=20', '=30') ?? '')).status).toBe(200);
  });

  test.each(['0', '101', '-1', '1.5', 'many', ''])('page_size %j is refused', async (size) => {
    const response = await ask(createFakeConfluent(), `${PLUGINS}?page_size=${size}`);
    expect(response.status).toBe(400);
    expect(await failure(response)).toMatchObject({ source: { parameter: 'page_size' } });
  });
});

describe('filters and parameters', () => {
  test('plugins are filtered by exact cloud, AWS being that of a plugin without', async () => {
    const fake = createFakeConfluent({
      plugins: [{ id: 'ccp-1' }, { id: 'ccp-2', cloud: 'GCP' }, { id: 'ccp-3', cloud: 'AWS' }],
    });
    expect(await walk(fake, `${PLUGINS}?cloud=AWS`)).toEqual([['ccp-1', 'ccp-3']]);
    expect(await walk(fake, `${PLUGINS}?cloud=GCP`)).toEqual([['ccp-2']]);
    expect(await walk(fake, `${PLUGINS}?cloud=gcp`)).toEqual([[]]);
    expect(await walk(fake, PLUGINS)).toEqual([['ccp-1', 'ccp-2', 'ccp-3']]);
  });

  test('versions are those of the environment, and those for which none is given', async () => {
    const fake = createFakeConfluent({
      versions: {
        'ccp-1': [
          { id: 'ver-1', spec: { environment: { id: 'env-1' } } },
          { id: 'ver-2', spec: { environment: { id: 'env-2' } } },
          { id: 'ver-3' },
        ],
      },
    });
    expect(await walk(fake, `${VERSIONS}?environment=env-1`)).toEqual([['ver-1', 'ver-3']]);
    expect(await walk(fake, `${VERSIONS}?environment=env-3`)).toEqual([['ver-3']]);
  });

  test.each([VERSIONS, `${VERSIONS}?environment=`])('%s lacks its environment', async (path) => {
    const response = await ask(createFakeConfluent({ plugins: plugins(1) }), path);
    expect(response.status).toBe(400);
    expect(await failure(response)).toMatchObject({
      status: '400',
      source: { parameter: 'environment' },
    });
  });

  test('a parameter that the contract does not have is refused by its name', async () => {
    const fake = createFakeConfluent({ plugins: plugins(1) });
    const response = await ask(fake, `${PLUGINS}?num_doors=3`);
    expect(response.status).toBe(400);
    expect(await failure(response)).toMatchObject({
      code: 'invalid_filter',
      source: { parameter: 'num_doors' },
    });
  });

  test('a plugin without versions has an empty list, an unknown one none', async () => {
    const fake = createFakeConfluent({ plugins: plugins(1), versions: { 'ccp-2': [] } });
    const versionsOf = (id: string) => `/ccpm/v1/plugins/${id}/versions?environment=env-1`;
    expect(await walk(fake, versionsOf('ccp-1'))).toEqual([[]]);
    expect(await walk(fake, versionsOf('ccp-2'))).toEqual([[]]);
    for (const id of ['ccp-3', 'constructor', '%zz']) {
      expect((await ask(fake, versionsOf(id))).status).toBe(404);
    }
  });

  test('a plugin id is decoded', async () => {
    const fake = createFakeConfluent({ versions: { 'a/b ü': [{ id: 'ver-1' }] } });
    const path = `/ccpm/v1/plugins/${encodeURIComponent('a/b ü')}/versions?environment=env-1`;
    expect(await walk(fake, path)).toEqual([['ver-1']]);
  });

  test('an unknown path is a 404, another method a 405', async () => {
    const fake = createFakeConfluent();
    expect((await ask(fake, '/connect/v1/custom-connector-plugin')).status).toBe(404);
    expect((await ask(fake, `${PLUGINS}/`)).status).toBe(404);
    const response = await ask(fake, PLUGINS, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });
});

describe('credentials', () => {
  const fake = createFakeConfluent({ plugins: plugins(1) });
  const versions = `${VERSIONS}?environment=env-1`;
  const bearer = `Bearer ${fake.accessToken}`;

  test.each([
    ['the API key', PLUGINS, basic(fake), 200],
    ['the API key, its scheme in lower case', PLUGINS, basic(fake).replace('B', 'b'), 200],
    ['the API key', versions, basic(fake), 200],
    ['the access token', PLUGINS, bearer, 200],
    ['the access token', versions, bearer, 403],
    ['no credentials', PLUGINS, '', 401],
    ['a wrong key', PLUGINS, `Basic ${btoa('other:fake-secret')}`, 401],
    ['a wrong secret', versions, `Basic ${btoa('FAKEKEY:other')}`, 401],
    ['a wrong token', versions, 'Bearer other', 401],
    ['a key sent as a token', PLUGINS, basic(fake).replace('Basic', 'Bearer'), 401],
    ['another scheme', PLUGINS, basic(fake).replace('Basic', 'Digest'), 401],
  ])('%s at %s', async (_, path, authorization, status) => {
    const response = await ask(fake, path, {
      headers: authorization === '' ? {} : { Authorization: authorization },
    });
    expect(response.status).toBe(status);
    if (status === 401) {
      const scheme = authorization.startsWith('Bearer') ? 'Bearer' : 'Basic';
      expect(response.headers.get('www-authenticate')).toMatch(new RegExp(`^${scheme} error=`));
    }
    if (status !== 200) expect(await failure(response)).toMatchObject({ status: String(status) });
  });

  test('no request is remembered with its credentials', async () => {
    const own = createFakeConfluent({ plugins: plugins(1) });
    await ask(own, `${PLUGINS}?cloud=AWS`);
    await ask(own, VERSIONS, { method: 'POST', body: 'x' });
    expect(own.requests).toEqual([
      { method: 'GET', path: PLUGINS, query: { cloud: 'AWS' } },
      { method: 'POST', path: VERSIONS, query: {} },
    ]);
  });
});

describe('items', () => {
  test('only the id need be given, and the answer is the same at every run', async () => {
    const one = createFakeConfluent({ plugins: plugins(1), versions: { 'ccp-1': [{ id: 'v' }] } });
    const two = createFakeConfluent({ plugins: plugins(1), versions: { 'ccp-1': [{ id: 'v' }] } });
    for (const path of [PLUGINS, `${VERSIONS}?environment=env-1`]) {
      expect(await list(one, path)).toEqual(await list(two, path));
    }
    expect((await list(one, PLUGINS)).data[0]).toMatchObject({
      kind: 'CustomConnectorPlugin',
      display_name: 'Plugin ccp-1',
    });
  });

  test('what is given goes into what is filled in, level by level', async () => {
    const fake = createFakeConfluent({
      versions: {
        'ccp-1': [
          {
            id: 'ver-1',
            metadata: { created_at: '2026-02-03T04:05:06Z' },
            spec: { version: 'v2.0.0', sensitive_config_properties: ['password'] },
            status: { phase: 'PROCESSING' },
          },
        ],
      },
    });
    const [version] = (await list(fake, `${VERSIONS}?environment=env-9`)).data;
    expect(version).toMatchObject({
      metadata: {
        self: 'https://api.confluent.cloud/ccpm/v1/plugins/ccp-1/versions/ver-1?environment=env-9',
        created_at: '2026-02-03T04:05:06Z',
        updated_at: '2025-01-01T00:00:00Z',
      },
      spec: {
        version: 'v2.0.0',
        sensitive_config_properties: ['password'],
        connector_classes: [{ type: 'SOURCE' }],
        environment: { id: 'env-9' },
      },
      status: { phase: 'PROCESSING' },
    });
    expect(version).not.toHaveProperty('status.error_message');
  });

  test('a failed version says why', async () => {
    const fake = createFakeConfluent({
      versions: { 'ccp-1': [{ id: 'ver-1', status: { phase: 'FAILED' } }] },
    });
    const [version] = (await list(fake, `${VERSIONS}?environment=env-1`)).data;
    expect(version).toHaveProperty('status.error_message', expect.stringMatching(/./));
  });

  test('what is given as undefined is left out', async () => {
    const fake = createFakeConfluent({ plugins: [{ id: 'ccp-1', upload_source: undefined }] });
    expect((await list(fake, PLUGINS)).data[0]).not.toHaveProperty('upload_source');
  });

  test('a change of the data shows at the next request', async () => {
    const version = { id: 'ver-1', status: { phase: 'PROCESSING' } };
    const fake = createFakeConfluent({ versions: { 'ccp-1': [version] } });
    const path = `${VERSIONS}?environment=env-1`;
    expect((await list(fake, path)).data).toMatchObject([{ status: { phase: 'PROCESSING' } }]);
    version.status.phase = 'READY';
    expect((await list(fake, path)).data).toMatchObject([{ status: { phase: 'READY' } }]);
  });
});

describe('request ids and rate limits', () => {
  const limits = ({ headers }: Response) =>
    ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));

  test('every answer has a request id of its own, which its errors bear', async () => {
    const fake = createFakeConfluent();
    const good = await ask(fake, PLUGINS);
    const bad = await ask(fake, '/');
    expect(good.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(bad.headers.get('x-request-id')).not.toBe(good.headers.get('x-request-id'));
    expect((await failure(bad))?.id).toBe(bad.headers.get('x-request-id'));
  });

  test('a window refuses what goes beyond its limit, and a new one starts full', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const fake = createFakeConfluent({ rateLimit: { limit: 2, windowMs: 2500 } });
      expect(limits(await ask(fake, PLUGINS))).toEqual(['2', '1', '3']);
      vi.advanceTimersByTime(1000);
      const last = await ask(fake, PLUGINS);
      expect(last.status).toBe(200);
      expect(limits(last)).toEqual(['2', '0', '2']);
      const refused = await ask(fake, PLUGINS);
      expect(refused.status).toBe(429);
      expect(limits(refused)).toEqual(['2', '0', '2']);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(await refused.json()).toEqual({
        errors: [
          {
            id: refused.headers.get('x-request-id'),
            status: '429',
            detail: 'Exceeded rate limit',
            source: {},
          },
        ],
      });
      vi.advanceTimersByTime(1500);
      const fresh = await ask(fake, PLUGINS);
      expect(fresh.status).toBe(200);
      expect(limits(fresh)).toEqual(['2', '1', '3']);
      expect(fresh.headers.has('retry-after')).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test('without a rate limit nothing is refused, and the headers are there all the same', async () => {
    const fake = createFakeConfluent();
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(fake, PLUGINS)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(Number(answers[0]?.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(1000);
    expect(answers[0]?.headers.get('x-ratelimit-reset')).toBe('1');
  });
});

describe('faults', () => {
  const faulty = (...faults: (Fault | undefined)[]): FakeConfluent =>
    createFakeConfluent({ plugins: plugins(3), pageSize: 1, faults });

  test('a fault befalls the request at its position alone', async () => {
    const fake = faulty(undefined, { status: 503 });
    expect((await ask(fake, PLUGINS)).status).toBe(200);
    fake.requests.length = 0;
    expect((await ask(fake, PLUGINS)).status).toBe(503);
    expect((await ask(fake, PLUGINS)).status).toBe(200);
  });

  test('a status has the error body of Confluent unless another is given', async () => {
    const fake = faulty(
      { status: 500 },
      { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad Gateway</h1>' },
      { status: 400, headers: { 'x-request-id': 'mine' }, body: { error_code: 40001 } },
      { status: 500, body: '' },
      { status: 204 },
    );
    const [first, second, third, fourth, fifth] = await Promise.all(
      Array.from({ length: 5 }, () => ask(fake, PLUGINS)),
    );
    expect(first && (await failure(first))).toMatchObject({ status: '500', source: {} });
    expect(second?.headers.get('content-type')).toBe('text/html');
    expect(await second?.text()).toBe('<h1>Bad Gateway</h1>');
    expect(third?.headers.get('x-request-id')).toBe('mine');
    expect(await third?.json()).toEqual({ error_code: 40001 });
    expect([fourth?.status, await fourth?.text()]).toEqual([500, '']);
    expect([fifth?.status, fifth?.body]).toEqual([204, null]);
  });

  test('next replaces the link of the page and nothing else', async () => {
    const fake = faulty({ next: 'https://example.com/?page_token=' }, { next: null }, { next: '' });
    for (const next of ['https://example.com/?page_token=', null, '']) {
      const { data, metadata } = await list(fake, PLUGINS);
      expect(metadata.next).toBe(next);
      expect(data).toMatchObject([{ id: 'ccp-1' }]);
    }
  });

  test('a reset rejects like a network fault', async () => {
    await expect(ask(faulty('reset'), PLUGINS)).rejects.toThrow(new TypeError('fetch failed'));
  });

  test('a broken body ends with an error in its middle', async () => {
    const response = await ask(faulty('broken-body'), PLUGINS);
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^\{"api_version":"connect\/v1"/);
    await expect(reader.read()).rejects.toThrow('terminated');
  });

  test('a stalled answer ends with the reason of the abort', async () => {
    const controller = new AbortController();
    const fake = faulty('stall');
    const answer = ask(fake, PLUGINS, { signal: controller.signal });
    const settled = vi.fn();
    answer.then(settled, settled);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(settled).not.toHaveBeenCalled();
    expect(fake.requests).toHaveLength(1);
    controller.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });

  test('a stalled body comes in part and ends with the reason of the abort', async () => {
    const controller = new AbortController();
    const response = await ask(faulty('stall-body'), PLUGINS, { signal: controller.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    const rest = reader.read();
    const settled = vi.fn();
    rest.then(settled, settled);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(settled).not.toHaveBeenCalled();
    controller.abort(new Error('enough'));
    await expect(rest).rejects.toThrow('enough');
  });

  test('an abort ends a good answer too, before its headers and before its body', async () => {
    const fake = faulty();
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(ask(fake, PLUGINS, { signal: aborted })).rejects.toThrow('enough');
    expect(fake.requests).toEqual([]);

    const controller = new AbortController();
    const early = ask(fake, PLUGINS, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(early).rejects.toThrow('enough');

    const late = new AbortController();
    const response = await ask(fake, PLUGINS, { signal: late.signal });
    late.abort(new Error('enough'));
    await expect(response.text()).rejects.toThrow('enough');
  });

  test('an answer leaves no listener on the signal of its request', async () => {
    const fake = faulty();
    const headers = { Authorization: basic(fake) };
    const request = new Request(new URL(PLUGINS, fake.options.baseUrl), { headers });
    const added = vi.spyOn(request.signal, 'addEventListener');
    const removed = vi.spyOn(request.signal, 'removeEventListener');
    await (await fake.fetch(request)).text();
    expect(added).toHaveBeenCalled();
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });

  test('an answer takes a macrotask', async () => {
    const answered = vi.fn();
    const answer = ask(faulty(), PLUGINS).then(answered);
    for (let i = 0; i < 100; i += 1) await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    await answer;
  });
});

describe('options', () => {
  test.each<[string, RangeErrorConstructor | TypeErrorConstructor, object]>([
    ["option 'plugin' must be plugins, versions,", TypeError, { plugin: [] }],
    ['plugins must be an array, not 5', TypeError, { plugins: 5 }],
    ['plugins[1].id must be a string of its own', TypeError, { plugins: [{ id: 'a' }, {}] }],
    ['plugins[1].id must be', TypeError, { plugins: [{ id: 'a' }, { id: 'a' }] }],
    ["versions['a'][0].id must be", TypeError, { versions: { a: [{ id: '' }] } }],
    ["versions['a'] must be an array, not null", TypeError, { versions: { a: null } }],
    ['pageSize must be a whole number from 1 to 100, not 0', RangeError, { pageSize: 0 }],
    ['pageSize must be a whole number from 1 to 100, not 101', RangeError, { pageSize: 101 }],
    ['pageSize must be a whole number from 1 to 100, not NaN', RangeError, { pageSize: NaN }],
    ['pageSize must be a whole number from 1 to 100, not 5', TypeError, { pageSize: '5' }],
    ['rateLimit.limit must be a whole', RangeError, { rateLimit: { limit: 0, windowMs: 1 } }],
    ['rateLimit.windowMs must be a whole', TypeError, { rateLimit: { limit: 1 } }],
    ['faults must be an array', TypeError, { faults: 'reset' }],
    ['faults[1] must be', TypeError, { faults: [undefined, 'rest'] }],
    ['faults[0] must be', TypeError, { faults: [null] }],
    ['faults[0].status must be a whole', RangeError, { faults: [{ status: 600 }] }],
    ['faults[0].body must be absent', TypeError, { faults: [{ status: 204, body: 'x' }] }],
    ['faults[0] must be either', TypeError, { faults: [{ next: '', status: 500 }] }],
    ['faults[0] must be either', TypeError, { faults: [{}] }],
  ])('%s', (message, type, options) => {
    const create = () => createFakeConfluent(options);
    expect(create).toThrow(type);
    expect(create).toThrow(`createFakeConfluent: ${message}`);
  });

  test('an undefined option is the same as an absent one', async () => {
    const fake = createFakeConfluent({
      plugins: undefined,
      versions: undefined,
      pageSize: undefined,
      rateLimit: undefined,
      faults: undefined,
    });
    expect(await walk(fake, PLUGINS)).toEqual([[]]);
  });
});

describe('a client of the fake', () => {
  test('walks all pages over a fault', async () => {
    const fake = createFakeConfluent({
      plugins: [{ id: 'ccp-1', cloud: 'GCP' }, { id: 'ccp-2' }],
      pageSize: 1,
      faults: [undefined, { status: 503 }],
    });
    const confluent = createConfluentClient({ ...fake.options, maxRetryDelayMs: 10 });
    const { items } = await confluent.paginate(PLUGINS).collect({ limit: Infinity });
    expect(items.map(({ id }) => id)).toEqual(['ccp-1', 'ccp-2']);
    expect(fake.requests).toHaveLength(3);
  });

  test('gets in with the access token', async () => {
    const fake = createFakeConfluent({ plugins: plugins(1) });
    const { fetch, baseUrl } = fake.options;
    const confluent = createConfluentClient({ fetch, baseUrl, accessToken: fake.accessToken });
    expect((await confluent.GET(PLUGINS)).data.data).toMatchObject([{ id: 'ccp-1' }]);
  });

  test.each<[Fault, string, number?]>([
    ['reset', 'ConfluentConnectionError'],
    ['broken-body', 'ConfluentConnectionError'],
    ['stall', 'ConfluentTimeoutError', 50],
    ['stall-body', 'ConfluentTimeoutError', 50],
    [{ status: 500 }, 'ConfluentApiError'],
  ])('meets %j as a %s', async (fault, name, timeoutMs) => {
    const fake = createFakeConfluent({ faults: [fault] });
    const confluent = createConfluentClient({ ...fake.options, maxRetries: 0, timeoutMs });
    await expect(confluent.GET(PLUGINS)).rejects.toMatchObject({ name });
  });
});

test('the fake works behind an HTTP server', async () => {
  const fake = createFakeConfluent({
    plugins: plugins(2),
    pageSize: 1,
    faults: [undefined, undefined, 'broken-body', 'stall', 'stall-body'],
  });
  const server = serve({ fetch: fake.fetch, hostname: '127.0.0.1', port: 0, silent: true });
  await server.ready();
  try {
    const get = (url: string | undefined, init?: RequestInit) =>
      fetch(url ?? '', { headers: { Authorization: basic(fake) }, ...init });
    const url = new URL(PLUGINS, server.url).href;
    const first = (await (await get(url)).json()) as List;
    const second = (await (await get(first.metadata.next ?? '')).json()) as List;
    expect([...first.data, ...second.data]).toMatchObject(plugins(2));

    const broken = await get(url);
    await expect(broken.text()).rejects.toThrow('terminated');

    await expect(get(url, { signal: AbortSignal.timeout(20) })).rejects.toThrow('timeout');

    const controller = new AbortController();
    const stalled = await get(url, { signal: controller.signal });
    expect(stalled.status).toBe(200);
    const text = stalled.text();
    controller.abort(new Error('enough'));
    await expect(text).rejects.toThrow('enough');
  } finally {
    await server.close(true);
  }
});

test('the fake needs no more of its runtime than web standards', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/testing.ts'],
    bundle: true,
    platform: 'neutral',
    format: 'iife',
    globalName: 'testing',
    write: false,
  });
  const standards = { Headers, ReadableStream, Response, TextEncoder, URL, URLSearchParams };
  const context = createContext({ ...standards, btoa, setTimeout });
  const create = runInContext(
    `${outputFiles[0]?.text ?? ''}; testing.createFakeConfluent`,
    context,
  ) as typeof createFakeConfluent;
  const fake = create({ plugins: plugins(3), pageSize: 2 });
  expect(await walk(fake, PLUGINS)).toEqual([['ccp-1', 'ccp-2'], ['ccp-3']]);
});
