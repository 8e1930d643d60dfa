import { deepStrictEqual, ok } from 'node:assert/strict';
import { CONNECTOR_PLUGINS_PATH, VERSIONS_PATH } from '../test/support/constants.js';
import { check } from './check-result.js';
import type { CheckResult } from './check-result.js';
import type { App } from './create-app.js';
import { versionOf } from './installed-package.js';
import { startMockServer } from './start-mock-server.js';

/** Checks that Prism accepts the requests of the client, and that it rejects wrong requests. */
export async function* checkRequests(app: App): AsyncGenerator<CheckResult> {
  const mock = await startMockServer();
  const version = await versionOf('@stoplight/prism-cli');
  const checks = { ...clientRequests(app, mock.url), ...wrongRequests(mock.url) };
  try {
    for (const [name, work] of Object.entries(checks)) {
      yield await check(`Prism ${name}`, version, work);
    }
  } finally {
    mock.stop();
  }
}

/** Checks by name. A name continues the sentence "Prism ...". */
type Checks = Record<string, () => Promise<void>>;

function clientRequests({ package: built }: App, baseUrl: string): Checks {
  const connect = (credentials: object): ReturnType<typeof built.createConfluentClient> =>
    built.createConfluentClient({ baseUrl, maxRetries: 0, ...credentials });
  const confluent = connect({ apiKey: 'key', apiSecret: 'secret' });
  const versions = { params: { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } } };
  return {
    async 'accepts a GET of the plugins'() {
      const query = { cloud: 'AWS', page_size: 7 };
      const { data } = await confluent.GET(CONNECTOR_PLUGINS_PATH, { params: { query } });
      deepStrictEqual(data.kind, 'CustomConnectorPluginList');
    },
    async 'accepts a GET of the plugins with an access token'() {
      const { data } = await connect({ accessToken: 'token' }).GET(CONNECTOR_PLUGINS_PATH);
      deepStrictEqual(data.kind, 'CustomConnectorPluginList');
    },
    async 'accepts a GET of the versions'() {
      const { data } = await confluent.GET(VERSIONS_PATH, versions);
      deepStrictEqual(data.kind, 'CustomConnectPluginVersionList');
    },
    async 'accepts a walk that stops on the first page of plugins'() {
      const { items, hasMore } = await confluent
        .paginate(CONNECTOR_PLUGINS_PATH)
        .collect({ limit: 1 });
      deepStrictEqual([items.length, hasMore], [1, true]);
    },
    async 'accepts a walk that stops on the first page of versions'() {
      const { items, hasMore } = await confluent
        .paginate(VERSIONS_PATH, versions)
        .collect({ limit: 1 });
      deepStrictEqual([items.length, hasMore], [1, true]);
    },
    // Every page of Prism links to the same next page, so that the client reports a loop.
    async 'accepts the request for the page after the first'() {
      const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: Infinity });
      const error: unknown = await walk.catch((reason: unknown) => reason);
      ok(error instanceof built.ConfluentResponseError, String(error));
      deepStrictEqual([error.walk?.pages, error.walk?.items], [1, 1]);
    },
  };
}

function wrongRequests(baseUrl: string): Checks {
  const [basic, bearer] = [`Basic ${btoa('key:secret')}`, 'Bearer token'];
  const path = VERSIONS_PATH.replace('{plugin_id}', 'ccp-1');
  const statusOf = async (target: string, authorization?: string): Promise<number> => {
    const headers = authorization === undefined ? {} : { authorization };
    const { status } = await fetch(baseUrl + target, { headers });
    return status;
  };
  return {
    async 'rejects a request for versions without an environment'() {
      deepStrictEqual(await statusOf(`${path}?environment=env-1`, basic), 200);
      deepStrictEqual(await statusOf(path, basic), 400);
    },
    async 'rejects a request for versions with an access token'() {
      deepStrictEqual(await statusOf(`${path}?environment=env-1`, bearer), 401);
    },
    async 'rejects a page_size of 101'() {
      deepStrictEqual(await statusOf(`${CONNECTOR_PLUGINS_PATH}?page_size=100`, basic), 200);
      deepStrictEqual(await statusOf(`${CONNECTOR_PLUGINS_PATH}?page_size=101`, basic), 400);
    },
    async 'rejects a request without credentials'() {
      deepStrictEqual(await statusOf(CONNECTOR_PLUGINS_PATH), 401);
    },
  };
}
