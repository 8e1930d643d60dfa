import { ConfluentResponseError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { page } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { walkToError } from '../support/walks.js';

const firstPage = page(['a'], '?page_token=t1');
const walkAfterFirstPage = { pageToken: 't1', pages: 1, items: 1 };

test.each<[what: string, body: unknown]>([
  ['has no data', { metadata: {} }],
  ['has an object for data', { metadata: {}, data: { 0: { id: 'x' }, length: 1 } }],
  ['has a string for data', { metadata: {}, data: 'items' }],
  ['has an empty string for data', { metadata: {}, data: '' }],
  ['has a number for data', { metadata: {}, data: 0 }],
  ['has false for data', { metadata: {}, data: false }],
  ['is an array', [{ id: 'x' }]],
  ['is null', null],
  ['has errors with status 200', { errors: [{ detail: 'no' }] }],
])('a page that %s is a ConfluentResponseError', async (_, body) => {
  const server = await serve(inTurn(firstPage, { body }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  const { delivered, error } = await walkToError(walk);
  expect(delivered).toEqual(['a']);
  expect(error).toBeInstanceOf(ConfluentResponseError);
  expect(error).toMatchObject({
    body: JSON.stringify(body),
    retryable: false,
    walk: walkAfterFirstPage,
  });
  expect((error as Error).message).toContain('data is not an array');
  expect(server.requests).toHaveLength(2);
});

test.each(['"items"', '1'])(
  'a page that is the JSON %s is a ConfluentResponseError',
  async (body) => {
    const server = await serve(inTurn(firstPage, { body }));
    const { error } = await walkToError(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH));
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({ body, walk: walkAfterFirstPage });
    expect((error as Error).message).toContain('data is not an array');
  },
);

test.each([200, 204, 205])(
  'a page with status %i and no body is a ConfluentResponseError',
  async (status) => {
    const server = await serve(inTurn(firstPage, { status }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
    const { delivered, error } = await walkToError(walk);
    expect(delivered).toEqual(['a']);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect(error).toMatchObject({ walk: walkAfterFirstPage });
  },
);

test.each(['next', 7, true])(
  'a page with the metadata %j is a ConfluentResponseError, not the end of the list',
  async (metadata) => {
    const server = await serve(() => ({ body: { data: [{ id: 'a' }], metadata } }));
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
    const call = walk.collect({ limit: Infinity });
    const error = await failureOf(ConfluentResponseError, call);
    expect(error.message).toContain('metadata is not an object');
    expect(error.walk).toEqual({ pageToken: undefined, pages: 0, items: 0 });
  },
);
