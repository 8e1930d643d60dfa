import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import { expect } from 'vitest';

export const CONNECTOR_PLUGINS = '/connect/v1/custom-connector-plugins';
export const CONNECT_PLUGINS = '/ccpm/v1/plugins?environment=env-1';

/** The path of the list of a plugin's versions. */
export function versionsPath(pluginId: string, environment = 'env-1'): string {
  return `/ccpm/v1/plugins/${pluginId}/versions?environment=${environment}`;
}

export interface List {
  metadata: { first: string; next?: string | null; total_size: number };
  data: { id: string }[];
}

export interface ErrorItem {
  id: string;
  status: string;
  code?: string;
  detail: string;
  source: { parameter?: string };
}

/** Plugins with the ids ccp-1, ccp-2, and so on. */
export function makePlugins(count: number): { id: string }[] {
  return Array.from({ length: count }, (_, i) => ({ id: `ccp-${i + 1}` }));
}

/** The Authorization header of the fake's API key. */
export function basicAuthorization({ options }: FakeConfluent): string {
  return `Basic ${btoa(`${options.apiKey}:${options.apiSecret}`)}`;
}

/** Sends a request to a fake, with its API key unless `init` has other headers. */
export async function send(
  fake: FakeConfluent,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { Authorization: basicAuthorization(fake) };
  return fake.fetch(new Request(new URL(path, fake.options.baseUrl), { headers, ...init }));
}

/** Fetches a page that must be a 200. */
export async function fetchList(fake: FakeConfluent, path: string): Promise<List> {
  const response = await send(fake, path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as List;
}

/** The first error of a response's body. */
export async function readError(response: Response): Promise<ErrorItem | undefined> {
  return ((await response.json()) as { errors: ErrorItem[] }).errors[0];
}

/** The ids of every page, found by following the links as they are. */
export async function walkPages(fake: FakeConfluent, path: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | null | undefined = path; next != null;) {
    const { data, metadata } = await fetchList(fake, next);
    pages.push(data.map(({ id }) => id));
    next = metadata.next;
  }
  return pages;
}
