/** How the client is used, rightly and wrongly. Compiled, never run; also against the package. */
import {
  createConfluentClient,
  rateLimitOf,
  type CcpmV1CustomConnectPlugin,
  type CcpmV1CustomConnectPluginVersion,
  type ConfluentClient,
  type ConfluentClientOptions,
  type ConnectV1CustomConnectorPlugin,
  type ConnectV1CustomConnectorPluginList,
  type ListItem,
  type ListPath,
  type Page,
  type PaginateInit,
  type Paginator,
  type RateLimit,
  ConfluentApiError,
  ConfluentError,
} from 'confluent-connect-plugins';

type Equal<A, B> =
  (<T>(value: T) => T extends A ? 1 : 2) extends <T>(value: T) => T extends B ? 1 : 2
    ? true
    : false;
type Is<T extends true> = T;
/** Further path specs add members. */
type Contains<All, Members> = [Members] extends [All] ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;

const plugins = '/connect/v1/custom-connector-plugins';
const connectPlugins = '/ccpm/v1/plugins';
const versions = '/ccpm/v1/plugins/{plugin_id}/versions';
declare const confluent: ConfluentClient;
declare const options: ConfluentClientOptions;
const params = { path: { plugin_id: 'ccp-1' }, query: { environment: 'env-1' } };

export const got = confluent.GET(plugins);
export const walked = confluent.paginate(plugins);
export const walkedConnectPlugins = confluent.paginate(connectPlugins, {
  params: { query: { environment: 'env-1' } },
});
export const walkedVersions = confluent.paginate(versions, { params });

export type Facts = [
  Is<Equal<Awaited<typeof got>['data'], ConnectV1CustomConnectorPluginList>>,
  Is<Equal<Awaited<typeof got>['response'], Response>>,
  Is<Contains<ListPath, typeof plugins | typeof connectPlugins | typeof versions>>,
  Is<Equal<ListItem<typeof plugins>, ConnectV1CustomConnectorPlugin>>,
  Is<Equal<ListItem<typeof versions>, CcpmV1CustomConnectPluginVersion>>,
  Is<Equal<ListItem<typeof connectPlugins>, CcpmV1CustomConnectPlugin>>,
  Is<Equal<IsAny<ListItem<typeof plugins>>, false>>,
  Is<Equal<ReturnType<typeof rateLimitOf>, RateLimit>>,
  Is<Contains<keyof ConfluentClient, 'GET' | 'paginate'>>,
];

export async function rightUse(signal: AbortSignal): Promise<unknown[]> {
  const found: ConnectV1CustomConnectorPlugin[] = [];
  for await (const plugin of confluent.paginate(plugins, { prefetch: true, signal }))
    found.push(plugin);
  for await (const page of walkedVersions.pages()) {
    const same: Page<CcpmV1CustomConnectPluginVersion> = page;
    found.push(
      ...same.items.map((): never => {
        throw new Error(page.nextPageToken);
      }),
    );
  }
  const { items, hasMore } = await walked.collect({ limit: 500 });
  const paginator: Paginator<ConnectV1CustomConnectorPlugin> = walked;
  const init: PaginateInit<typeof plugins> = {
    params: { query: { cloud: 'AWS' } },
    pageToken: 't',
  };
  createConfluentClient();
  createConfluentClient({ apiKey: 'k', apiSecret: 's', timeoutMs: undefined });
  createConfluentClient({ accessToken: async () => Promise.resolve('t') });
  createConfluentClient({ ...options, maxRetries: 0 });
  await confluent.GET(plugins, {
    params: { query: { cloud: 'GCP', page_size: 5, page_token: 't' } },
  });
  const { response } = await confluent.GET(versions, { params, headers: { 'X-Trace': '1' } });
  const { remaining } = rateLimitOf(response);
  return [items, hasMore, paginator, init, remaining];
}

export function handle(error: unknown): string | undefined {
  if (error instanceof ConfluentApiError) return `${error.status} ${error.errors[0]?.detail ?? ''}`;
  if (error instanceof ConfluentError) return error.walk?.pageToken ?? error.requestId;
  throw error;
}

export const wrongUse = (): unknown[] => [
  // @ts-expect-error a filter that does not exist
  confluent.GET(plugins, { params: { query: { clowd: 'AWS' } } }),
  // @ts-expect-error an option that does not exist
  confluent.GET(plugins, { hedaers: {} }),
  // @ts-expect-error environment is required
  confluent.GET(versions, { params: { path: { plugin_id: 'ccp-1' } } }),
  // @ts-expect-error so are params, and so is init
  confluent.GET(versions),
  // @ts-expect-error versions declare no page_token
  confluent.GET(versions, { params: { ...params, query: { environment: 'e', page_token: 't' } } }),
  // @ts-expect-error nor does the walk take one in its query
  confluent.paginate(plugins, { params: { query: { page_token: 't' } } }),
  // @ts-expect-error a path that does not exist
  confluent.GET('/connect/v1/plugins'),
  // @ts-expect-error a path that does not list
  confluent.paginate('/connect/v1/plugins'),
  // @ts-expect-error what the client decides
  confluent.GET(plugins, { baseUrl: 'https://elsewhere.example' }),
  // @ts-expect-error what the client decides
  confluent.GET(plugins, { parseAs: 'text' }),
  // @ts-expect-error what the client decides
  confluent.GET(plugins, { fetch: globalThis.fetch }),
  // @ts-expect-error a limit is needed
  confluent.paginate(plugins).collect(),
  // @ts-expect-error both kinds of credentials
  createConfluentClient({ apiKey: 'k', apiSecret: 's', accessToken: 't' }),
  // @ts-expect-error half a pair
  createConfluentClient({ apiKey: 'k' }),
  // @ts-expect-error an option that does not exist
  createConfluentClient({ timeout: 1 }),
];

// @ts-expect-error fetch cannot send it, whatever the document has
export type NoTrace = ConfluentClient['TRACE'];
// @ts-expect-error there is no error to look at
export type NoError = Awaited<typeof got>['error'];
