import {
  completeConnectorPlugin,
  completeConnectPlugin,
  completeVersion,
} from './complete-items.js';
import { refuseCredentials } from './credentials.js';
import { respondWithFailure, respondWithNotFound } from './fake-response.js';
import type { FakeResponse } from './fake-response.js';
import { DEFAULT_CLOUD, environmentOf } from './items.js';
import type { FakeConfluentOptions } from './options.js';
import type { ParsedRequest } from './parse-request.js';
import { refuseParameters } from './refuse-parameters.js';
import { respondWithPage } from './respond-with-page.js';
import type { PageSettings } from './respond-with-page.js';

type Content = Pick<FakeConfluentOptions, 'customConnectorPlugins' | 'customConnectPlugins'>;

type Route =
  | { kind: 'connector-plugins' }
  | { kind: 'connect-plugins' }
  | { kind: 'versions'; pluginId: string };

/** Responds to a request as Confluent does when nothing goes wrong on its side. */
export function respond(
  request: ParsedRequest,
  content: Content,
  settings: PageSettings,
): FakeResponse {
  const { pathname } = request.url;
  const route = findRoute(pathname);
  if (route === undefined) return respondWithNotFound(request, pathname);
  if (request.method !== 'GET') {
    const detail = `${pathname} takes GET alone`;
    return respondWithFailure(request, { status: 405, detail, headers: { Allow: 'GET' } });
  }
  switch (route.kind) {
    case 'connector-plugins':
      return respondWithConnectorPlugins(request, content, settings);
    case 'connect-plugins':
      return respondWithConnectPlugins(request, content, settings);
    case 'versions':
      return respondWithVersions(request, { ...content, pluginId: route.pluginId }, settings);
  }
}

function findRoute(path: string): Route | undefined {
  if (path === '/connect/v1/custom-connector-plugins') return { kind: 'connector-plugins' };
  if (path === '/ccpm/v1/plugins') return { kind: 'connect-plugins' };
  const pluginId = /^\/ccpm\/v1\/plugins\/([^/]+)\/versions$/.exec(path)?.[1];
  return pluginId === undefined
    ? undefined
    : { kind: 'versions', pluginId: decodeSegment(pluginId) };
}

function respondWithConnectorPlugins(
  request: ParsedRequest,
  { customConnectorPlugins = [] }: Content,
  settings: PageSettings,
): FakeResponse {
  const refusal =
    refuseCredentials(request, 'api-key-or-token') ??
    refuseParameters(request, { optional: ['cloud', 'page_size', 'page_token'], required: [] });
  if (refusal) return refusal;
  const cloud = request.url.searchParams.get('cloud');
  const plugins = customConnectorPlugins.filter(
    (plugin) => cloud === null || (plugin.cloud ?? DEFAULT_CLOUD) === cloud,
  );
  const listing = {
    frame: { api_version: 'connect/v1', kind: 'CustomConnectorPluginList' },
    length: plugins.length,
    slice: (start: number, end: number) => plugins.slice(start, end).map(completeConnectorPlugin),
  };
  return respondWithPage(request, listing, settings);
}

function respondWithConnectPlugins(
  request: ParsedRequest,
  { customConnectPlugins = [] }: Content,
  settings: PageSettings,
): FakeResponse {
  const refusal =
    refuseCredentials(request, 'api-key-or-token') ??
    refuseParameters(request, {
      optional: ['spec.cloud', 'page_size', 'page_token'],
      required: ['environment'],
    });
  if (refusal) return refusal;
  const { searchParams } = request.url;
  const cloud = searchParams.get('spec.cloud');
  const plugins = customConnectPlugins
    .filter((plugin) => environmentOf(plugin) === searchParams.get('environment'))
    .filter(({ spec }) => cloud === null || (spec?.cloud ?? DEFAULT_CLOUD) === cloud);
  const listing = {
    frame: { api_version: 'ccpm/v1', kind: 'CustomConnectPluginList' },
    length: plugins.length,
    slice: (start: number, end: number) => plugins.slice(start, end).map(completeConnectPlugin),
  };
  return respondWithPage(request, listing, settings);
}

function respondWithVersions(
  request: ParsedRequest,
  { customConnectPlugins = [], pluginId }: Content & { pluginId: string },
  settings: PageSettings,
): FakeResponse {
  const refusal =
    refuseCredentials(request, 'api-key') ??
    // The contract declares no page_token here, yet real lists of versions have next links.
    refuseParameters(request, { optional: ['page_token'], required: ['environment'] });
  if (refusal) return refusal;
  const environment = request.url.searchParams.get('environment');
  const plugin = customConnectPlugins.find(({ id }) => id === pluginId);
  if (!plugin || environmentOf(plugin) !== environment) {
    return respondWithNotFound(request, `plugin ${pluginId}`);
  }
  const { versions = [] } = plugin;
  const listing = {
    frame: { api_version: 'ccpm/v1', kind: 'CustomConnectPluginVersionList' },
    length: versions.length,
    slice: (start: number, end: number) =>
      versions.slice(start, end).map((version) => completeVersion(version, plugin)),
  };
  return respondWithPage(request, listing, settings);
}

/** Decodes a path segment; one with broken escapes stays as it is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
