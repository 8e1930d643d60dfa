import { deepStrictEqual, ok } from 'node:assert/strict';
import type { App } from './create-app.js';
import { check } from './row.js';
import type { Row } from './row.js';
import { versionOf } from './side-package.js';
import { startMock } from './start-mock.js';

const PLUGINS = '/connect/v1/custom-connector-plugins';
const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

/** Lets Prism judge requests by the document: the client's, and wrong ones, which it has to refuse. */
export async function* checkMock(app: App): AsyncGenerator<Row> {
  const mock = await startMock();
  const version = await versionOf('@stoplight/prism-cli');
  const judgements = { ...acceptances(app, mock.url), ...refusals(mock.url) };
  try {
    for (const [name, work] of Object.entries(judgements)) {
      yield await check(`Prism ${name}`, version, work);
    }
  } finally {
    mock.stop();
  }
}

type Judgements = Record<string, () => Promise<void>>;

function acceptances({ package: built }: App, baseUrl: string): Judgements {
  const connect = (credentials: object): ReturnType<typeof built.createConfluentClient> =>
    built.createConfluentClient({ baseUrl, maxRetries: 0, ...credentials });
  const confluent = connect({ apiKey: 'key', apiSecret: 'secret' });
  const versions = { params: { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } } };
  return {
    async 'accepts GET of plugins'() {
      const query = { cloud: 'AWS', page_size: 7 };
      const { data } = await confluent.GET(PLUGINS, { params: { query } });
      deepStrictEqual(data.kind, 'CustomConnectorPluginList');
    },
    async 'accepts GET of plugins with an access token'() {
      const { data } = await connect({ accessToken: 'token' }).GET(PLUGINS);
      deepStrictEqual(data.kind, 'CustomConnectorPluginList');
    },
    async 'accepts GET of versions'() {
      const { data } = await confluent.GET(VERSIONS, versions);
      deepStrictEqual(data.kind, 'CustomConnectPluginVersionList');
    },
    async 'accepts the first page of plugins'() {
      const { items, hasMore } = await confluent.paginate(PLUGINS).collect({ limit: 1 });
      deepStrictEqual([items.length, hasMore], [1, true]);
    },
    async 'accepts the first page of versions'() {
      const { items, hasMore } = await confluent.paginate(VERSIONS, versions).collect({ limit: 1 });
      deepStrictEqual([items.length, hasMore], [1, true]);
    },
    // Each of its pages has the same next one, which the client then takes for a loop.
    async 'accepts the page that its own first one leads to'() {
      const walk = confluent.paginate(PLUGINS).collect({ limit: Infinity });
      const error: unknown = await walk.catch((reason: unknown) => reason);
      ok(error instanceof built.ConfluentResponseError, String(error));
      deepStrictEqual([error.walk?.pages, error.walk?.items], [1, 1]);
    },
  };
}

function refusals(baseUrl: string): Judgements {
  const [basic, bearer] = [`Basic ${btoa('key:secret')}`, 'Bearer token'];
  const path = VERSIONS.replace('{plugin_id}', 'ccp-1');
  const ask = async (target: string, authorization?: string): Promise<number> => {
    const headers = authorization === undefined ? {} : { authorization };
    const { status } = await fetch(baseUrl + target, { headers });
    return status;
  };
  return {
    async 'refuses versions of no environment'() {
      deepStrictEqual(await ask(`${path}?environment=env-1`, basic), 200);
      deepStrictEqual(await ask(path, basic), 400);
    },
    async 'refuses versions with an access token'() {
      deepStrictEqual(await ask(`${path}?environment=env-1`, bearer), 401);
    },
    async 'refuses a page_size of 101'() {
      deepStrictEqual(await ask(`${PLUGINS}?page_size=100`, basic), 200);
      deepStrictEqual(await ask(`${PLUGINS}?page_size=101`, basic), 400);
    },
    async 'refuses a request without credentials'() {
      deepStrictEqual(await ask(PLUGINS), 401);
    },
  };
}
