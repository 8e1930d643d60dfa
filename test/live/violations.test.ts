import { describe, expect, test } from 'vitest';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import {
  CONNECTOR_PLUGINS,
  CONNECT_PLUGINS,
  openapi,
  runCheck,
  sectionOf,
  valid,
} from './support.js';

/** The valid content, its first two of three custom connector plugins with these properties. */
function withWrong(properties: Record<string, unknown>): FakeConfluentOptions {
  const [first, second, ...others] = valid.customConnectorPlugins;
  return {
    ...valid,
    customConnectorPlugins: [
      { ...first, ...properties, id: 'ccp-1' },
      { ...second, ...properties, id: 'ccp-2' },
      ...others,
    ],
  };
}

describe('the check of a body finds', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a missing property', { display_name: undefined }, 'data[].display_name: missing in 2 of 3'],
    [
      'a missing property of an object',
      { metadata: { self: undefined } },
      'data[].metadata.self: missing in 2 of 3',
    ],
    [
      'a null',
      { connector_class: null },
      'data[].connector_class: null instead of string in 2 of 3',
    ],
    [
      'a wrong item of an array',
      { sensitive_config_properties: ['a', 5, 6] },
      'data[].sensitive_config_properties[]: number instead of string in 4 of 6',
    ],
    [
      'a wrong kind where a schema stands in a oneOf',
      { upload_source: 'x' },
      'data[].upload_source: string instead of object in 2 of 3',
    ],
    [
      'a closed enum with a value that looks like a constant',
      { kind: 'OTHER_KIND' },
      'data[].kind: value outside the enum: OTHER_KIND in 2 of 3',
    ],
    [
      'a closed enum with a value that may be private',
      { kind: 'Other kind' },
      'data[].kind: value outside the enum: (not shown) in 2 of 3',
    ],
    [
      'a wrong format',
      { metadata: { self: 'x y' } },
      'data[].metadata.self: not of format uri in 2 of 3',
    ],
    [
      'a text that is too long',
      { display_name: 'x'.repeat(61) },
      'data[].display_name: beyond maxLength 60 in 2 of 3',
    ],
    [
      'a text that does not match its pattern',
      { documentation_link: 'x' },
      'data[].documentation_link: violates pattern in 2 of 2',
    ],
  ])('%s', async (_, properties, violation) => {
    const { report, verdict } = await runCheck(withWrong(properties));
    expect(sectionOf(report, 'Violations')).toEqual([`GET ${CONNECTOR_PLUGINS} ${violation}`]);
    expect(verdict).toBe('broken');
  });
});

test('a violation is counted over all pages of a list', async () => {
  const { report } = await runCheck({ ...withWrong({ display_name: undefined }), pageSize: 1 });
  expect(sectionOf(report, 'Violations')).toEqual([
    `GET ${CONNECTOR_PLUGINS} data[].display_name: missing in 2 of 3`,
  ]);
});

test('a violation is counted over the versions of all plugins', async () => {
  const versions = [{ id: 'ver-1', spec: { version: undefined } }, { id: 'ver-2' }];
  const { report } = await runCheck({
    customConnectPlugins: ['ccp-1', 'ccp-2'].map((id) => ({ id, versions })),
  });
  expect(sectionOf(report, 'Violations')).toContain(
    'GET /ccpm/v1/plugins/{plugin_id}/versions data[].spec.version: missing in 2 of 4',
  );
});

test.each([
  ['flink_udf', 'flink_udf'],
  ['TRANSFORM', 'TRANSFORM'],
  ['Acme sink', '(not shown)'],
  ['ACME42', '(not shown)'],
])('the new value %s of an open enum is no violation and shown as %s', async (value, shown) => {
  const { report, verdict } = await runCheck(withWrong({ connector_type: value }));
  expect(sectionOf(report, 'New enum values')).toEqual([
    `GET ${CONNECTOR_PLUGINS} data[].connector_type: value new to the enum: ${shown} in 2 of 3`,
  ]);
  expect(sectionOf(report, 'Violations')).toEqual([]);
  expect(verdict).toBe('holds');
});

test('a property of a map is shown without its name, which may be private', async () => {
  const component = '    connect.v1.CustomConnectorPlugin:\n';
  const labels = '        labels: { type: object, additionalProperties: { type: string } }\n';
  const start = openapi.indexOf('      properties:\n', openapi.indexOf(component));
  const at = start + '      properties:\n'.length;
  const document = openapi.slice(0, at) + labels + openapi.slice(at);
  const { report } = await runCheck(withWrong({ labels: { 'Acme 1': 5 } }), { document });
  expect(sectionOf(report, 'Violations')).toEqual([
    `GET ${CONNECTOR_PLUGINS} data[].labels.*: number instead of string in 2 of 2`,
  ]);
});

test('an error body that differs from its schema is a violation', async () => {
  const { report, verdict } = await runCheck(valid, {
    respond: async (request, { fetch }) => {
      const response = await fetch(request);
      if (response.status !== 401) return response;
      return Response.json({ errors: [{ resolution: 'Use another key' }] }, { status: 401 });
    },
  });
  expect(sectionOf(report, 'Violations')).toContain(
    `GET ${CONNECT_PLUGINS} (401) errors[]: undeclared property resolution in 1 of 1`,
  );
  expect(verdict).toBe('broken');
});

test('a value with two undeclared properties whose names may be private counts once', async () => {
  const body = { errors: [{ 'Acme 1': 1, 'Acme 2': 2 }] };
  const { report } = await runCheck({ faults: [{ status: 403, body }] });
  expect(sectionOf(report, 'Violations')).toEqual([
    `GET ${CONNECT_PLUGINS} (403) errors[]: undeclared property (not shown) in 1 of 1`,
  ]);
});

test.each([
  ['text instead of JSON', '<html>', 'body: not JSON in 1 of 1'],
  ['an object without data', {}, 'data: missing in 1 of 1'],
])('%s is a violation, and the list is not read', async (_, body, violation) => {
  const { report, verdict } = await runCheck({ ...valid, faults: [{ status: 200, body }] });
  expect(sectionOf(report, 'Violations')).toContain(`GET ${CONNECT_PLUGINS} ${violation}`);
  expect(sectionOf(report, 'Lists')).toContain(
    `GET ${CONNECT_PLUGINS}: items 0, pages 0, lists 0 of 1, 1 not read (ConfluentResponseError)`,
  );
  expect(verdict).toBe('broken');
});
