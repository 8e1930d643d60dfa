/**
 * The server of all workloads, in a process of its own: one list of plugins, paged by Confluent's
 * convention and, with the same items, by that of each peer which pages by itself.
 *
 * Arguments: number of items, milliseconds of latency. Sends its port once it listens, and for each
 * message then the number of requests since the one before.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [total = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
const defaultPageSize = 10;

/** About 1 kB of JSON, as a plugin is; the id stands where it does in Confluent's. */
const item = JSON.stringify({
  api_version: 'connect/v1',
  kind: 'CustomConnectorPlugin',
  id: '{id}',
  metadata: {
    self: 'https://api.confluent.cloud/connect/v1/custom-connector-plugins/{id}',
    resource_name:
      'crn://confluent.cloud/organization=9bb441c4-edef-46ac-8a41-c49e44a3fd9a/custom-connector-plugin={id}',
    created_at: '2024-03-05T11:21:09.511472Z',
    updated_at: '2024-09-17T08:02:44.120953Z',
  },
  display_name: 'Webhook Source with Retries',
  description:
    'Polls an HTTP endpoint and writes each element of the answer to a topic. Understands cursors, offsets and timestamps, signs its requests, backs off where the endpoint asks for it, and keeps its position in the offsets topic.',
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

interface Page {
  items: string;
  start: number;
  /** Where the next page starts; undefined on the last one. */
  next: number | undefined;
}

const idOf = (index: number): string => `ccp-${String(index).padStart(6, '0')}`;

function cut(start: number, pageSize: number): Page {
  const end = Math.min(start + pageSize, total);
  const items: string[] = [];
  for (let index = start; index < end; index += 1) items.push(item.join(idOf(index)));
  return { items: `[${items.join()}]`, start, next: end < total ? end : undefined };
}

const number = (query: URLSearchParams, name: string, otherwise: number): number =>
  Number(query.get(name) ?? otherwise);

/** The index after an id, as cursors of Stripe and OpenAI have it. */
const after = (query: URLSearchParams, name: string): number =>
  Number(query.get(name)?.slice('ccp-'.length) ?? -1) + 1;

type Answer = [body: string, link?: string];

/** By the start of the path. */
const conventions: Record<string, (query: URLSearchParams, url: URL) => Answer> = {
  '/connect/v1/': (query, { origin, pathname }) => {
    const pageSize = number(query, 'page_size', defaultPageSize);
    const { items, start, next } = cut(number(query, 'page_token', 0), pageSize);
    const list = `${origin}${pathname}?page_size=${pageSize}`;
    const metadata = {
      first: list,
      prev: start === 0 ? null : `${list}&page_token=${start - pageSize}`,
      next: next === undefined ? null : `${list}&page_token=${next}`,
      total_size: total,
    };
    return [
      `{"api_version":"connect/v1","kind":"CustomConnectorPluginList","metadata":${JSON.stringify(metadata)},"data":${items}}`,
    ];
  },
  '/octokit/': (query, { origin, pathname }) => {
    const pageSize = number(query, 'per_page', defaultPageSize);
    const page = number(query, 'page', 1);
    const { items, next } = cut((page - 1) * pageSize, pageSize);
    const link = (to: number, rel: string): string =>
      `<${origin}${pathname}?per_page=${pageSize}&page=${to}>; rel="${rel}"`;
    const last = link(Math.ceil(total / pageSize), 'last');
    return [items, next === undefined ? link(1, 'first') : `${link(page + 1, 'next')}, ${last}`];
  },
  '/v1/': (query) => {
    const pageSize = number(query, 'limit', defaultPageSize);
    const { items, next } = cut(after(query, 'starting_after'), pageSize);
    return [
      `{"object":"list","url":"/v1/products","has_more":${next !== undefined},"data":${items}}`,
    ];
  },
  '/openai/': (query) => {
    const pageSize = number(query, 'limit', defaultPageSize);
    const { items, next } = cut(after(query, 'after'), pageSize);
    return [`{"object":"list","has_more":${next !== undefined},"data":${items}}`];
  },
  '/cloudflare/': (query) => {
    const pageSize = number(query, 'page_size', defaultPageSize);
    const { items, next } = cut(number(query, 'page_token', 0), pageSize);
    const info = JSON.stringify({ next_page_token: next === undefined ? '' : String(next) });
    return [`{"success":true,"errors":[],"messages":[],"result_info":${info},"result":${items}}`];
  },
};

let requests = 0;
let origin = '';
const server = createServer(({ url: target = '' }, response) => {
  requests += 1;
  const url = new URL(target, origin);
  const convention = Object.keys(conventions).find((start) => url.pathname.startsWith(start));
  const [body, link] = conventions[convention ?? '']?.(url.searchParams, url) ?? [];
  response.writeHead(body === undefined ? 404 : 200, {
    'Content-Type': 'application/json',
    'X-Request-Id': '5e8f0c5a-3c1b-4b7e-9d44-2f1f2a6d9b10',
    'X-RateLimit-Limit': '1000000',
    'X-RateLimit-Remaining': '999999',
    'X-RateLimit-Reset': '1',
    ...(link !== undefined && { Link: link }),
  });
  if (latencyMs > 0) setTimeout(() => response.end(body), latencyMs);
  else response.end(body);
});
// No peer shall have to connect again because it waited for its turn.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  process.send?.(port);
});
process.on('message', () => {
  process.send?.(requests);
  requests = 0;
});
process.on('disconnect', () => process.exit());
