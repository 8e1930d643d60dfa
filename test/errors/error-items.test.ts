import { gzipSync } from 'node:zlib';
import type { ApiErrorItem } from 'confluent-connect-plugins';
import { ConfluentApiError } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

const HTML = '<!doctype html>\n<html><body>403 Forbidden</body></html>';

async function errorOf(reply: Reply): Promise<ConfluentApiError> {
  const server = await serve(() => reply);
  const confluent = connect(server.url, { maxRetries: 0 });
  return failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
}

test.each<[shape: string, body: unknown, errors: ApiErrorItem[], told: string]>([
  [
    'errors[] in full',
    {
      errors: [
        {
          id: 'e-1',
          status: '400',
          code: 'invalid_filter',
          title: 'Invalid filter',
          detail: 'no such door',
          source: { parameter: 'num_doors' },
        },
        { id: 'e-2', detail: 'and another', source: { pointer: '/spec/doors' } },
      ],
    },
    [
      {
        id: 'e-1',
        code: 'invalid_filter',
        title: 'Invalid filter',
        detail: 'no such door',
        parameter: 'num_doors',
      },
      { id: 'e-2', detail: 'and another', pointer: '/spec/doors' },
    ],
    '400 invalid_filter: no such door (parameter num_doors)',
  ],
  [
    'errors[] with an empty source',
    { errors: [{ id: 'e', status: '404', code: 'not_found', detail: 'gone', source: {} }] },
    [{ id: 'e', code: 'not_found', detail: 'gone' }],
    '400 not_found: gone',
  ],
  [
    'errors[] with a pointer',
    { errors: [{ detail: 'too long', source: { pointer: '/display_name' } }] },
    [{ detail: 'too long', pointer: '/display_name' }],
    '400 Bad Request: too long (pointer /display_name)',
  ],
  [
    'errors[] with a title alone',
    { errors: [{ title: 'Unfit' }] },
    [{ title: 'Unfit' }],
    '400 Bad Request: Unfit',
  ],
  [
    'errors[] with message and details[]',
    { errors: [{ id: 'e', message: 'unfit', details: [{ a: 1 }], source: null }] },
    [{ id: 'e', detail: 'unfit' }],
    '400 Bad Request: unfit',
  ],
  [
    'errors[] with resolution',
    { errors: [{ code: 'quota', detail: 'too many', resolution: 'delete some' }] },
    [{ code: 'quota', detail: 'too many', resolution: 'delete some' }],
    '400 quota: too many delete some',
  ],
  [
    'error_code',
    { error_code: 40301, message: 'not allowed' },
    [{ code: '40301', detail: 'not allowed' }],
    '400 40301: not allowed',
  ],
  [
    'code',
    { code: 400, message: 'malformed' },
    [{ code: '400', detail: 'malformed' }],
    '400 400: malformed',
  ],
  [
    'error',
    { error: { code: 403, message: 'invalid API key' } },
    [{ code: '403', detail: 'invalid API key' }],
    '400 403: invalid API key',
  ],
  [
    'status_code',
    { status_code: 401, message: 'who are you', type: 'unauthorized' },
    [{ code: '401', title: 'unauthorized', detail: 'who are you' }],
    '400 401: who are you',
  ],
  [
    'plain text',
    'no healthy\nupstream\n',
    [{ detail: 'no healthy\nupstream' }],
    '400 Bad Request: no healthy upstream',
  ],
  [
    'plain text with a <',
    'page_size must be < 101',
    [{ detail: 'page_size must be < 101' }],
    '400 Bad Request: page_size must be < 101',
  ],
  ['a JSON string', '"over quota"', [{ detail: 'over quota' }], '400 Bad Request: over quota'],
  ['HTML', HTML, [], '400 Bad Request'],
  ['XML', ' <?xml version="1.0"?><Error/>', [], '400 Bad Request'],
  ['nothing', undefined, [], '400 Bad Request'],
  ['blanks', ' \r\n ', [], '400 Bad Request'],
  ['null', 'null', [], '400 Bad Request'],
  ['a number', '42', [], '400 Bad Request'],
  ['true', 'true', [], '400 Bad Request'],
  ['an empty object', {}, [], '400 Bad Request'],
  ['an empty array', [], [], '400 Bad Request'],
  ['an array of errors', [{ detail: 'one' }, null], [{ detail: 'one' }], '400 Bad Request: one'],
  ['an empty errors[]', { errors: [] }, [], '400 Bad Request'],
  ['errors that are null', { errors: null }, [], '400 Bad Request'],
  [
    'errors[] of anything',
    { errors: [null, 7, [], {}, 'a text', { detail: 'an item' }, { detail: { deep: 1 } }] },
    [{ detail: 'a text' }, { detail: 'an item' }],
    '400 Bad Request: a text',
  ],
  [
    'fields of wrong kinds and blank ones',
    { errors: [{ id: null, code: '', title: ' ', detail: ['x'], source: 'query' }] },
    [],
    '400 Bad Request',
  ],
  [
    'gzip bytes without Content-Encoding',
    gzipSync('{"errors":[{"detail":"packed"}]}'),
    [],
    '400 Bad Request',
  ],
])('errors[] and the message are read from %s', async (_, body, errors, problem) => {
  const error = await errorOf({ status: 400, body });
  expect(error.errors).toStrictEqual(errors);
  expect(error.message).toBe(`GET ${CONNECTOR_PLUGINS_PATH}: ${problem}`);
});

test('JSON that is cut is a text in errors[]', async () => {
  const cut = '{"errors":[{"detail":"half';
  const error = await errorOf({ status: 400, body: cut });
  expect(error.body).toBe(cut);
  expect(error.errors).toStrictEqual([{ detail: cut }]);
});

test('the start of a body that breaks off is a text in errors[]', async () => {
  const error = await errorOf(faults['cut-error-body']);
  expect(error).toMatchObject({ status: 500, errors: [{ detail: '{"errors":' }] });
});

test.each([{ 'Content-Type': 'text/html' }, {}])(
  'errors[] are read from JSON with the headers %j',
  async (headers) => {
    const body = '{"errors":[{"detail":"wrong type"}]}';
    const error = await errorOf({ status: 400, headers, body });
    expect(error.errors).toStrictEqual([{ detail: 'wrong type' }]);
  },
);

const ITEM_FIELDS = ['id', 'code', 'title', 'detail', 'resolution', 'parameter', 'pointer'];
const SERVER_FIELDS = [
  ...['errors', 'error', 'error_code', 'status_code', 'message', 'source', 'type'],
  ...ITEM_FIELDS,
];

/** Any JSON, with names that have a meaning in unlikely places. */
const { anyBody } = fc.letrec((tie) => ({
  anyBody: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('anyBody'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...SERVER_FIELDS), tie('anyBody')),
  ),
}));

test('errors[] of any body are objects that hold some of the known fields as text', async () => {
  let body: unknown;
  const confluent = connectToFetch(() => Response.json(body, { status: 400 }));
  await fc.assert(
    fc.asyncProperty(anyBody, async (given) => {
      body = given;
      const call = confluent.GET(CONNECTOR_PLUGINS_PATH);
      const { errors } = await failureOf(ConfluentApiError, call);
      for (const item of errors) {
        expect(ITEM_FIELDS).toEqual(expect.arrayContaining(Object.keys(item)));
        expect(Object.keys(item)).not.toEqual([]);
        for (const text of Object.values(item)) expect(text).toMatch(/\S/);
      }
    }),
  );
});
