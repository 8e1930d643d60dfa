import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

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

const PLUGINS = '/connect/v1/custom-connector-plugins';
const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

const contract = parse(
  readFileSync(new URL('../openapi/openapi.yaml', import.meta.url), 'utf8'),
) as Contract;

/** The document with every object closed, so that the fake can send nothing undeclared. */
const closed = JSON.parse(JSON.stringify(contract), (_, value: unknown) =>
  typeof value === 'object' && value !== null && 'properties' in value
    ? { additionalProperties: false, ...value }
    : value,
) as object;

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

/** Everything in which an answer departs from the contract. */
async function departures(path: string, response: Response): Promise<string[]> {
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

interface Ask {
  query?: string;
  authorization?: string;
}

async function ask(path: string, options: FakeConfluentOptions, given: Ask): Promise<Response> {
  const fake = createFakeConfluent(options);
  const key = btoa(`${fake.options.apiKey}:${fake.options.apiSecret}`);
  const { query = path === VERSIONS ? 'environment=env-1' : '', authorization = `Basic ${key}` } =
    given;
  const url = new URL(path.replace('{plugin_id}', 'ccp-1'), fake.options.baseUrl);
  url.search = query;
  const headers = { Authorization: authorization };
  // The second of two requests, so that a limit of one is exceeded.
  await fake.fetch(new Request(url, { headers }));
  return fake.fetch(new Request(url, { headers }));
}

const holdings: FakeConfluentOptions = {
  plugins: [
    { id: 'ccp-1' },
    { id: 'ccp-2', connector_type: 'flink_udf', cloud: 'GCP', runtime_language: 'PYTHON' },
    { id: 'x'.repeat(255) },
  ],
  versions: {
    'ccp-1': [
      { id: 'ver-1' },
      { id: 'ver 2/ü', status: { phase: 'FAILED' } },
      { id: 'ver-3', status: { phase: 'PROCESSING' }, spec: { environment: { id: 'env-1' } } },
    ],
  },
};

describe.each([PLUGINS, VERSIONS])('the fake at %s', (path) => {
  test.each<[number, string, FakeConfluentOptions, Ask]>([
    [200, 'a whole list', holdings, {}],
    [200, 'a page with a next link', { ...holdings, pageSize: 1 }, {}],
    [200, 'a page whose next is null', { ...holdings, faults: [undefined, { next: null }] }, {}],
    [200, 'an empty list', { versions: { 'ccp-1': [] } }, {}],
    [400, 'an unknown filter', holdings, { query: 'num_doors=3' }],
    [401, 'no credentials', holdings, { authorization: '' }],
    [401, 'a wrong token', holdings, { authorization: 'Bearer other' }],
    [403, 'a fault on demand', { faults: [undefined, { status: 403 }] }, {}],
    [429, 'too many requests', { ...holdings, rateLimit: { limit: 1, windowMs: 1000 } }, {}],
    [500, 'a fault on demand', { faults: [undefined, { status: 500 }] }, {}],
  ])('answers %i for %s as the contract says', async (status, _, options, given) => {
    const response = await ask(path, options, given);
    expect(response.status).toBe(status);
    expect(await departures(path, response)).toEqual([]);
  });

  test('takes every query parameter that the contract declares, and needs the required ones', async () => {
    const parameters = contract.paths[path]?.get.parameters.filter((p) => p.in === 'query') ?? [];
    expect(parameters.length).toBeGreaterThan(0);
    const refused: (string | undefined)[] = [];
    for (const parameter of parameters) {
      const others = parameters.filter((other) => other.required && other !== parameter);
      const withIt = [parameter, ...others].map((p) => `${p.name}=${p.example ?? 'x'}`).join('&');
      const response = await ask(path, holdings, { query: withIt });
      // A page_size or page_token of 'x' is refused for its value.
      if (response.status !== 200) expect(await response.text()).not.toContain('invalid_filter');
      const without = others.map((p) => `${p.name}=${p.example ?? 'x'}`).join('&');
      if ((await ask(path, holdings, { query: without })).status === 400) {
        refused.push(parameter.name);
      }
    }
    expect(refused).toEqual(parameters.filter((p) => p.required).map((p) => p.name));
  });
});

test.each([
  [PLUGINS, { query: 'page_size=0' }, 400],
  [PLUGINS, { query: 'page_token=x' }, 400],
  [VERSIONS, { query: '' }, 400],
  [VERSIONS, { query: 'environment=env-1&page_token=x' }, 400],
  [VERSIONS, { authorization: `Bearer ${createFakeConfluent().accessToken}` }, 403],
])('the fake at %s refuses %j with %i as the contract says', async (path, given: Ask, status) => {
  const response = await ask(path, holdings, given);
  expect(response.status).toBe(status);
  expect(await departures(path, response)).toEqual([]);
});

test.each([
  [200, { data: [] }, 'must have required property'],
  [200, '{}', 'is not JSON'],
  [400, { errors: [{ resolution: 'none' }] }, 'must NOT have additional properties'],
])('the check finds a %i of %j wrong', async (status, body, departure) => {
  const response = await ask(PLUGINS, { faults: [undefined, { status, body }] }, {});
  expect((await departures(PLUGINS, response)).join()).toContain(departure);
});
