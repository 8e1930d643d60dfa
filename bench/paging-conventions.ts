import { CONNECTOR_PLUGINS_PATH } from '../test/support/constants.js';
import type { Received, Reply } from '../test/support/loopback-server.js';

const DEFAULT_PAGE_SIZE = 10;

/** A plugin of about 1 kB as JSON, cut where its id goes. */
const pluginParts = JSON.stringify({
  api_version: 'connect/v1',
  kind: 'CustomConnectorPlugin',
  id: '{id}',
  metadata: {
    self: `https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}/{id}`,
    resource_name:
      'crn://confluent.cloud/organization=9bb441c4-edef-46ac-8a41-c49e44a3fd9a/custom-connector-plugin={id}',
    created_at: '2024-03-05T11:21:09.511472Z',
    updated_at: '2024-09-17T08:02:44.120953Z',
  },
  display_name: 'Webhook Source with Retries',
  description:
    'Polls an HTTP endpoint and writes each element of the response to a topic. Understands cursors, offsets and timestamps, signs its requests, backs off when the endpoint asks for it, and keeps its position in the offsets topic.',
  documentation_link: 'https://github.com/example/kafka-connect-webhook/blob/main/README.md',
  connector_class: 'com.example.kafka.connect.webhook.WebhookSourceConnector',
  connector_type: 'SOURCE',
  cloud: 'AWS',
  sensitive_config_properties: ['webhook.password', 'webhook.client.secret', 'webhook.hmac.key'],
  upload_source: {
    location: 'PRESIGNED_URL_LOCATION',
    upload_id: 'e53bb2e8-8de3-49fa-9fb1-4e3fd9a16b66',
  },
  content_format: 'ZIP',
  runtime_language: 'JAVA',
}).split('{id}');

/** The list that all conventions page through. */
interface List {
  origin: string;
  total: number;
}

type Convention = (list: List, request: Received) => { body: string; link?: string };

/** The paging conventions, by the start of the path: Confluent's and those of peers that page. */
const conventions: Record<string, Convention> = {
  '/connect/v1/': ({ origin, total }, { path, query }) => {
    const pageSize = numberOf(query, 'page_size', DEFAULT_PAGE_SIZE);
    const start = numberOf(query, 'page_token', 0);
    const { items, next } = cutPage(total, start, pageSize);
    const list = `${origin}${path}?page_size=${pageSize}`;
    const metadata = JSON.stringify({
      first: list,
      prev: start === 0 ? null : `${list}&page_token=${start - pageSize}`,
      next: next === undefined ? null : `${list}&page_token=${next}`,
      total_size: total,
    });
    return {
      body: `{"api_version":"connect/v1","kind":"CustomConnectorPluginList","metadata":${metadata},"data":${items}}`,
    };
  },
  '/octokit/': ({ origin, total }, { path, query }) => {
    const pageSize = numberOf(query, 'per_page', DEFAULT_PAGE_SIZE);
    const page = numberOf(query, 'page', 1);
    const { items, next } = cutPage(total, (page - 1) * pageSize, pageSize);
    const link = (to: number, rel: string): string =>
      `<${origin}${path}?per_page=${pageSize}&page=${to}>; rel="${rel}"`;
    if (next === undefined) return { body: items, link: link(1, 'first') };
    const last = Math.ceil(total / pageSize);
    return { body: items, link: `${link(page + 1, 'next')}, ${link(last, 'last')}` };
  },
  // Stripe's
  '/v1/': ({ total }, { query }) => {
    const pageSize = numberOf(query, 'limit', DEFAULT_PAGE_SIZE);
    const { items, next } = cutPage(total, indexAfter(query, 'starting_after'), pageSize);
    const hasMore = next !== undefined;
    return {
      body: `{"object":"list","url":"/v1/products","has_more":${hasMore},"data":${items}}`,
    };
  },
  '/openai/': ({ total }, { query }) => {
    const pageSize = numberOf(query, 'limit', DEFAULT_PAGE_SIZE);
    const { items, next } = cutPage(total, indexAfter(query, 'after'), pageSize);
    return { body: `{"object":"list","has_more":${next !== undefined},"data":${items}}` };
  },
  '/cloudflare/': ({ total }, { query }) => {
    const pageSize = numberOf(query, 'page_size', DEFAULT_PAGE_SIZE);
    const { items, next } = cutPage(total, numberOf(query, 'page_token', 0), pageSize);
    const info = JSON.stringify({ next_page_token: next === undefined ? '' : String(next) });
    return {
      body: `{"success":true,"errors":[],"messages":[],"result_info":${info},"result":${items}}`,
    };
  },
};

/** Returns the page that a request asks for, in the paging convention of its path. */
export function replyWithPage(list: List, request: Received): Reply {
  const start = Object.keys(conventions).find((prefix) => request.path.startsWith(prefix));
  const convention = conventions[start ?? ''];
  if (convention === undefined) return { status: 404 };
  const { body, link } = convention(list, request);
  const headers = {
    'Content-Type': 'application/json',
    'X-Request-Id': '5e8f0c5a-3c1b-4b7e-9d44-2f1f2a6d9b10',
    'X-RateLimit-Limit': '1000000',
    'X-RateLimit-Remaining': '999999',
    'X-RateLimit-Reset': '1',
    ...(link !== undefined && { Link: link }),
  };
  return { headers, body };
}

/** Returns the items of a page as JSON, and where the next page starts, if there is one. */
function cutPage(
  total: number,
  start: number,
  pageSize: number,
): { items: string; next: number | undefined } {
  const end = Math.min(start + pageSize, total);
  const items: string[] = [];
  for (let index = start; index < end; index += 1) items.push(pluginParts.join(idOf(index)));
  return { items: `[${items.join()}]`, next: end < total ? end : undefined };
}

function idOf(index: number): string {
  return `ccp-${String(index).padStart(6, '0')}`;
}

/** Returns the index after that of an id, which is how Stripe and OpenAI page. */
function indexAfter(query: URLSearchParams, name: string): number {
  return Number(query.get(name)?.slice('ccp-'.length) ?? -1) + 1;
}

function numberOf(query: URLSearchParams, name: string, fallback: number): number {
  return Number(query.get(name) ?? fallback);
}
