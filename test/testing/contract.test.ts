import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isRecord } from '../../src/values.js';
import { basicAuthorization } from './support.js';

interface DeclaredResponse {
  headers?: Record<string, { schema: { type: string } }>;
  content?: Record<string, unknown>;
}

interface Contract {
  paths: Record<
    string,
    {
      get: {
        parameters: { name: string; in: string; required?: boolean; example?: string }[];
        responses: Record<string, DeclaredResponse | { $ref: string }>;
      };
    }
  >;
  components: { responses: Record<string, DeclaredResponse> };
}

const CONNECTOR_PLUGINS = '/connect/v1/custom-connector-plugins';
const CONNECT_PLUGINS = '/ccpm/v1/plugins';
const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

const contract = parse(
  readFileSync(new URL('../../openapi/openapi.yaml', import.meta.url), 'utf8'),
) as Contract;

/**
 * The document with every object closed, so that the fake can send nothing undeclared, and without
 * a required `upload_source`, because real lists leave it out.
 */
const closed = JSON.parse(JSON.stringify(contract), (key, value: unknown) => {
  if (key === 'required' && Array.isArray(value)) {
    return (value as unknown[]).filter((name) => name !== 'upload_source');
  }
  return isRecord(value) && 'properties' in value
    ? { additionalProperties: false, ...value }
    : value;
}) as object;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(closed, 'contract');

function declared(path: string, status: number): { response: DeclaredResponse; pointer: string } {
  const response = contract.paths[path]?.get.responses[status];
  if (!response) throw new Error(`The contract has no ${status} for ${path}`);
  if (!('$ref' in response)) {
    const pointer = `/paths/${path.replaceAll('/', '~1')}/get/responses/${status}`;
    return { response, pointer };
  }
  const name = response.$ref.replace('#/components/responses/', '');
  const shared = contract.components.responses[name];
  if (!shared) throw new Error(`The contract has no response ${name}`);
  return { response: shared, pointer: `/components/responses/${name}` };
}

/** Everything in which a response violates the contract. */
async function findViolations(path: string, response: Response): Promise<string[]> {
  const { response: promised, pointer } = declared(path, response.status);
  const found: string[] = [];
  for (const [name, { schema }] of Object.entries(promised.headers ?? {})) {
    const value = response.headers.get(name);
    if (value === null) found.push(`lacks the header ${name}`);
    else if (schema.type === 'integer' && !/^\d+$/.test(value)) found.push(`${name}: ${value}`);
  }
  if (promised.content) {
    const schema = `${encodeURI(pointer)}/content/application~1json/schema`;
    const validate = ajv.compile({ $ref: `contract#${schema}` });
    if (!validate(await response.json())) found.push(ajv.errorsText(validate.errors));
    if (response.headers.get('content-type') !== 'application/json') found.push('is not JSON');
  }
  return found;
}

interface RequestOptions {
  query?: string;
  authorization?: string;
}

/** The response to the second of two requests, so that a rate limit of one is exceeded. */
async function secondResponse(
  path: string,
  options: FakeConfluentOptions,
  { query, authorization }: RequestOptions = {},
): Promise<Response> {
  const fake = createFakeConfluent(options);
  const url = new URL(path.replace('{plugin_id}', 'ccp-1'), fake.options.baseUrl);
  url.search = query ?? (path === CONNECTOR_PLUGINS ? '' : 'environment=env-1');
  const headers = { Authorization: authorization ?? basicAuthorization(fake) };
  await fake.fetch(new Request(url, { headers }));
  return fake.fetch(new Request(url, { headers }));
}

const upload_source = { location: 'PRESIGNED_URL_LOCATION', upload_id: 'u-1' } as const;
const content: FakeConfluentOptions = {
  customConnectorPlugins: [
    { id: 'ccp-1' },
    { id: 'ccp-2', connector_type: 'flink_udf', cloud: 'GCP', runtime_language: 'PYTHON' },
    { id: 'x'.repeat(255), upload_source },
  ],
  customConnectPlugins: [
    {
      id: 'ccp-1',
      versions: [
        { id: 'ver-1', spec: { upload_source } },
        { id: 'ver 2/ü', status: { phase: 'FAILED' } },
        { id: 'ver-3', status: { phase: 'PROCESSING' } },
      ],
    },
    { id: 'ccp 2/ü', spec: { cloud: 'AZURE', runtime_language: 'PYTHON' } },
    { id: 'x'.repeat(255) },
  ],
};
const empty: FakeConfluentOptions = { customConnectPlugins: [{ id: 'ccp-1', versions: [] }] };

describe.each([CONNECTOR_PLUGINS, CONNECT_PLUGINS, VERSIONS])('the fake at %s', (path) => {
  test.each<[number, string, FakeConfluentOptions, RequestOptions?]>([
    [200, 'a whole list', content],
    [200, 'a page with a next link', { ...content, pageSize: 1 }],
    [200, 'a page whose next is null', { ...content, faults: [undefined, { next: null }] }],
    [200, 'a short list', empty],
    [400, 'an unknown filter', content, { query: 'num_doors=3' }],
    [400, 'a wrong page_token', content, { query: 'environment=env-1&page_token=x' }],
    [401, 'no credentials', content, { authorization: '' }],
    [401, 'a wrong token', content, { authorization: 'Bearer other' }],
    [403, 'a fault of the test', { faults: [undefined, { status: 403 }] }],
    [429, 'too many requests', { ...content, rateLimit: { limit: 1, windowMs: 1000 } }],
    [500, 'a fault of the test', { faults: [undefined, { status: 500 }] }],
  ])('sends a %i for %s that the contract allows', async (status, _, options, request) => {
    const response = await secondResponse(path, options, request);
    expect(response.status).toBe(status);
    expect(await findViolations(path, response)).toEqual([]);
  });

  test('accepts every query parameter that the contract declares, and needs the required ones', async () => {
    const parameters = contract.paths[path]?.get.parameters.filter((p) => p.in === 'query') ?? [];
    expect(parameters.length).toBeGreaterThan(0);
    const needed: string[] = [];
    for (const parameter of parameters) {
      const others = parameters.filter((other) => other.required && other !== parameter);
      const write = (list: typeof parameters) =>
        list.map((p) => `${p.name}=${p.required ? 'env-1' : (p.example ?? 'x')}`).join('&');
      const response = await secondResponse(path, content, {
        query: write([parameter, ...others]),
      });
      // A page_size or page_token of 'x' is refused for its value.
      if (response.status !== 200) expect(await response.text()).not.toContain('invalid_filter');
      const without = await secondResponse(path, content, { query: write(others) });
      if (without.status === 400) needed.push(parameter.name);
    }
    expect(needed).toEqual(parameters.filter((p) => p.required).map((p) => p.name));
  });
});

const bearer = `Bearer ${createFakeConfluent().accessToken}`;

test.each<[string, RequestOptions, number]>([
  [CONNECTOR_PLUGINS, { query: 'page_size=0' }, 400],
  [CONNECT_PLUGINS, { query: 'environment=env-1&page_size=101' }, 400],
  [CONNECT_PLUGINS, { query: '' }, 400],
  [VERSIONS, { query: '' }, 400],
  [VERSIONS, { authorization: bearer }, 403],
])(
  'the fake at %s refuses %j with a %i that the contract allows',
  async (path, request, status) => {
    const response = await secondResponse(path, content, request);
    expect(response.status).toBe(status);
    expect(await findViolations(path, response)).toEqual([]);
  },
);

test.each([
  ['/ccpm/v1/plugins/ccp-9/versions?environment=env-1', 404],
  ['/ccpm/v1/plugins/ccp-9', 404],
])('the fake at %s sends a Failure with the undeclared status %i', async (path, status) => {
  const fake = createFakeConfluent(content);
  const headers = { Authorization: basicAuthorization(fake) };
  const response = await fake.fetch(new Request(new URL(path, fake.options.baseUrl), { headers }));
  expect(response.status).toBe(status);
  const validate = ajv.compile({ $ref: 'contract#/components/schemas/Failure' });
  expect([validate(await response.json()), validate.errors]).toEqual([true, null]);
});

test.each([
  [200, { data: [] }, 'must have required property'],
  [200, '{}', 'is not JSON'],
  [400, { errors: [{ resolution: 'none' }] }, 'must NOT have additional properties'],
])('the check of this file finds the violation in a %i of %j', async (status, body, violation) => {
  const response = await secondResponse(CONNECTOR_PLUGINS, {
    faults: [undefined, { status, body }],
  });
  expect((await findViolations(CONNECTOR_PLUGINS, response)).join()).toContain(violation);
});
