/**
 * Bodies written after what Confluent really sends where its published schemas say otherwise. No
 * value is copied from a real response.
 */

/** A list of custom connector plugins without `upload_source`, as real lists are. */
export const recordedPluginList = {
  api_version: 'connect/v1',
  kind: 'CustomConnectorPluginList',
  metadata: { next: '' },
  data: [
    {
      api_version: 'connect/v1',
      kind: 'CustomConnectorPlugin',
      id: 'ccp-7k2mzq',
      metadata: {
        self: 'http://api.confluent.cloud/connect/v1/custom-connector-plugins/ccp-7k2mzq',
        created_at: '2023-06-14T09:12:45.120934Z',
        updated_at: '2023-06-14T09:12:47.301822Z',
      },
      display_name: 'Parcel Source',
      description: '',
      documentation_link: '',
      connector_class: 'org.example.parcel.ParcelSourceConnector',
      connector_type: 'SOURCE',
      cloud: 'AWS',
      content_format: 'ZIP',
      sensitive_config_properties: ['parcel.password'],
    },
    {
      id: 'ccp-9w4xvd',
      metadata: {
        self: 'http://api.confluent.cloud/connect/v1/custom-connector-plugins/ccp-9w4xvd',
      },
      display_name: 'Distance UDF',
      connector_class: 'org.example.udf.Distance',
      connector_type: 'flink_udf',
      cloud: 'AZURE',
      content_format: 'JAR',
    },
  ],
};

/** Error bodies with their status, and what the client makes of the first error. */
export const recordedErrors = [
  {
    shape: 'errors[] without title, with an empty source',
    status: 404,
    body: {
      errors: [
        {
          id: '0a1b2c3d4e5f',
          status: '404',
          code: 'not_found',
          detail: 'plugin not found',
          source: {},
        },
      ],
    },
    first: { id: '0a1b2c3d4e5f', code: 'not_found', detail: 'plugin not found' },
  },
  {
    shape: 'errors[] with the extra fields message and details',
    status: 400,
    body: { errors: [{ status: '400', message: 'cloud is invalid', details: ['one', 'two'] }] },
    first: { detail: 'cloud is invalid' },
  },
  {
    shape: 'errors[] with the extra field resolution',
    status: 402,
    body: {
      errors: [{ status: '402', detail: 'quota exceeded', resolution: 'Delete unused plugins.' }],
    },
    first: { detail: 'quota exceeded' },
  },
  {
    shape: 'error_code and message',
    status: 403,
    body: { error_code: 40301, message: 'access to the environment is denied' },
    first: { code: '40301', detail: 'access to the environment is denied' },
  },
  {
    shape: 'code and message',
    status: 400,
    body: { code: 400, message: 'malformed page token' },
    first: { code: '400', detail: 'malformed page token' },
  },
  {
    shape: 'error with code and message',
    status: 403,
    body: { error: { code: 403, message: 'invalid API key' } },
    first: { code: '403', detail: 'invalid API key' },
  },
  {
    shape: 'status_code, message and type',
    status: 401,
    body: { status_code: 401, message: 'token has expired', type: 'unauthenticated' },
    first: { code: '401', detail: 'token has expired', title: 'unauthenticated' },
  },
  {
    shape: 'plain text',
    status: 503,
    body: 'upstream connect error',
    first: { detail: 'upstream connect error' },
  },
] as const;
