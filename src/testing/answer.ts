import { refuseCredentials } from './credentials.js';
import { failure } from './failure.js';
import type { Answer, Asked } from './failure.js';
import { DEFAULT_CLOUD, fillInPlugin, fillInVersion } from './fill-in.js';
import type { FakePlugin, FakeVersion } from './fill-in.js';
import type { FakeConfluentOptions } from './options.js';
import { page } from './page.js';

const PLUGINS = '/connect/v1/custom-connector-plugins';
const VERSIONS = /^\/ccpm\/v1\/plugins\/([^/]+)\/versions$/;

/** What Confluent answers when nothing is amiss on its side. */
export function answer(asked: Asked, options: FakeConfluentOptions): Answer {
  const { pathname } = asked.url;
  const plugin = VERSIONS.exec(pathname)?.[1];
  if (pathname !== PLUGINS && plugin === undefined) {
    return notFound(asked, pathname);
  }
  if (asked.method !== 'GET') {
    const refusal = failure(asked, { status: 405, detail: `${pathname} takes GET alone` });
    return { ...refusal, headers: { Allow: 'GET' } };
  }
  return plugin === undefined
    ? answerPlugins(asked, options)
    : answerVersions(asked, options, decode(plugin));
}

function answerPlugins(asked: Asked, { plugins = [], pageSize }: FakeConfluentOptions): Answer {
  const cloud = asked.url.searchParams.get('cloud');
  const inCloud = (plugin: FakePlugin): boolean => (plugin.cloud ?? DEFAULT_CLOUD) === cloud;
  const listing = {
    frame: { api_version: 'connect/v1', kind: 'CustomConnectorPluginList' },
    items: cloud === null ? plugins : plugins.filter(inCloud),
    write: fillInPlugin,
  };
  return (
    refuseCredentials(asked, true) ??
    refuseParameters(asked, ['cloud', 'page_size', 'page_token']) ??
    page(asked, listing, pageSize)
  );
}

function answerVersions(asked: Asked, options: FakeConfluentOptions, pluginId: string): Answer {
  const { plugins = [], versions = {}, pageSize } = options;
  const environment = asked.url.searchParams.get('environment') ?? '';
  const inEnvironment = ({ spec }: FakeVersion): boolean =>
    (spec?.environment?.id ?? environment) === environment;
  const own = Object.hasOwn(versions, pluginId) ? versions[pluginId] : undefined;
  const known = own !== undefined || plugins.some(({ id }) => id === pluginId);
  const listing = {
    frame: { api_version: 'ccpm/v1', kind: 'CustomConnectPluginVersionList' },
    items: (own ?? []).filter(inEnvironment),
    write: (version: FakeVersion) => fillInVersion(version, pluginId, environment),
  };
  return (
    refuseCredentials(asked, false) ??
    refuseParameters(asked, ['environment', 'page_token'], 'environment') ??
    (known ? page(asked, listing, pageSize) : notFound(asked, `plugin ${pluginId}`))
  );
}

function refuseParameters(asked: Asked, known: string[], needed = ''): Answer | undefined {
  const names = [...asked.url.searchParams.keys()];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) return badFilter(asked, unknown, `There is no filter '${unknown}'`);
  if (needed === '' || asked.url.searchParams.get(needed)) return undefined;
  return badFilter(asked, needed, `The filter '${needed}' is required`);
}

function badFilter(asked: Asked, parameter: string, detail: string): Answer {
  const [code, title] = ['invalid_filter', 'Invalid Filter'];
  return failure(asked, { status: 400, code, title, detail, parameter });
}

function notFound(asked: Asked, what: string): Answer {
  const detail = `There is no ${what}`;
  return failure(asked, { status: 404, code: 'not_found', title: 'Not Found', detail });
}

/** A path segment, which stays as it is where its escapes are none. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
