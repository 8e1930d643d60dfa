import { createConfig, lintFromString, type Config } from '@redocly/openapi-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { at, compileTexts, specsIn, specWith } from './support.js';

describe('the merged document of the published specs', () => {
  const { document, typeNames, report } = compileTexts(specsIn('test/fixtures/published'));

  test('has one component for each titled object schema', () => {
    expect(Object.keys(at(document, '/components/schemas') as object)).toEqual([
      'EnvScopedObjectReference',
      'Error',
      'Failure',
      'ListMeta',
      'ObjectMeta',
      'ccpm.v1.ConnectorClass',
      'ccpm.v1.CustomConnectPluginVersion',
      'ccpm.v1.CustomConnectPluginVersionList',
      'ccpm.v1.CustomConnectPluginVersionSpec',
      'ccpm.v1.CustomConnectPluginVersionStatus',
      'ccpm.v1.UploadSource.PresignedUrl',
      'connect.v1.CustomConnectorPlugin',
      'connect.v1.CustomConnectorPluginList',
      'connect.v1.UploadSource.PresignedUrl',
    ]);
    expect(typeNames).toMatchObject({
      Error: 'ErrorSchema',
      ListMeta: 'ListMeta',
      'connect.v1.UploadSource.PresignedUrl': 'ConnectV1UploadSourcePresignedUrl',
    });
  });

  test('has servers only at its root', () => {
    expect(document['servers']).toEqual([
      { url: 'https://api.confluent.cloud', description: 'Confluent Cloud API' },
    ]);
    expect(JSON.stringify(document['paths'])).not.toContain('"servers"');
  });

  test('defines the security schemes that the operations name', () => {
    expect(at(document, '/components/securitySchemes')).toMatchObject({
      'cloud-api-key': { type: 'http', scheme: 'basic' },
      'confluent-sts-access-token': {
        type: 'oauth2',
        flows: {
          clientCredentials: { tokenUrl: 'https://api.confluent.cloud/sts/v1/oauth2/token' },
        },
      },
    });
  });

  test('has shared error responses, without a body for 429', () => {
    const responses = at(document, '/components/responses') as object;
    expect(Object.keys(responses)).toEqual([
      'BadRequest',
      'Forbidden',
      'InternalServerError',
      'TooManyRequests',
      'Unauthorized',
    ]);
    expect(at(responses, '/TooManyRequests/content')).toBeUndefined();
    expect(
      at(document, '/paths/~1connect~1v1~1custom-connector-plugins/get/responses/401'),
    ).toEqual({ $ref: '#/components/responses/Unauthorized' });
  });

  test('has pointers in its discriminator mapping', () => {
    const source = at(
      document,
      '/components/schemas/connect.v1.CustomConnectorPlugin/properties/upload_source',
    );
    expect(source).toMatchObject({
      oneOf: [{ $ref: '#/components/schemas/connect.v1.UploadSource.PresignedUrl' }],
      discriminator: {
        mapping: {
          PRESIGNED_URL_LOCATION: '#/components/schemas/connect.v1.UploadSource.PresignedUrl',
        },
      },
    });
  });

  test('comes with a count of each repair', () => {
    expect(report.split('\n')).toEqual([
      'repairs:',
      '   9  allOf flattened',
      '   2  discriminator mapping replaced by a pointer',
      '   7  enum of several values opened',
      '  10  error response replaced by a reference to a component',
      '   2  servers moved to the root',
      '  32  titled schema replaced by a reference to a component',
      '   2  type: object removed beside oneOf or anyOf',
    ]);
  });
});

describe('the merged document of other specs', () => {
  const { document, report } = compileTexts(specsIn('test/fixtures/paths'));

  test('leaves out a required property that does not exist, with a warning', () => {
    expect(report).toContain(
      'warning: list-widgets.yaml: Widget Kind requires "weight", a property it does not have',
    );
    expect(at(document, '/components/schemas/Widget_Kind/required')).toEqual(['id', 'colour']);
  });

  test('has the parameters of a path item in each operation', () => {
    expect(at(document, '/paths/~1widgets~1v1~1widgets~1{id}/patch/parameters/0/name')).toBe('id');
  });

  test('names an error response after its operation if another one has the name of the status', () => {
    const error = (status: string, content: string, path: string): string =>
      specWith('{}', path).replace(
        'responses: {',
        `responses: { '${status}': { description: x, content: ${content} },`,
      );
    const texts = {
      'a.yaml': error('404', '{}', '/a'),
      'b.yaml': error('404', '{}', '/b'),
      'c.yaml': error('404', '{ text/plain: { schema: { type: string } } }', '/c'),
      'd.yaml': error('default', '{}', '/d'),
    };
    expect(
      Object.keys(at(compileTexts(texts).document, '/components/responses') as object),
    ).toEqual(['NotFound', 'ResponseDefault', 'c.NotFound']);
  });
});

describe('the linter of Redocly', () => {
  let config: Config;
  beforeAll(async () => {
    config = await createConfig({
      extends: ['recommended-strict'],
      rules: {
        // What the publisher leaves out is not ours to invent.
        'info-license': 'off',
        'operation-4xx-response': 'off',
        'operation-summary': 'off',
        'security-defined': 'off',
        'tag-description': 'off',
      },
    });
  });

  test.each(['openapi/paths', 'test/fixtures/published', 'test/fixtures/paths'])(
    'finds no problem in the document of %s',
    async (folder) => {
      const { document } = compileTexts(specsIn(folder));
      const problems = await lintFromString({ source: JSON.stringify(document), config });
      expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
    },
  );

  test('finds a reference to a component that does not exist', async () => {
    const { document } = compileTexts(specsIn('test/fixtures/published'));
    const broken = JSON.stringify(document).replace('#/components/schemas/Failure', '#/nowhere');
    const problems = await lintFromString({ source: broken, config });
    expect(problems.map(({ ruleId }) => ruleId)).toContain('no-unresolved-refs');
  });
});
