import { ConfluentApiError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { linkedPages, page } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { expectNothingUnhandled } from '../support/unhandled.js';
import { takeFirst, THREE_PAGES, untilRead, walkToError, withReplies } from '../support/walks.js';

const pages = linkedPages(...THREE_PAGES);
const prefetch = true;
const badRequest = { status: 400, body: { errors: [{ detail: 'no' }] } };

expectNothingUnhandled();

test('an error of a prefetched page is thrown after the items before it', async () => {
  const server = await serve(withReplies(pages, { 2: badRequest }));
  const delivered: string[] = [];
  const walk = async (): Promise<void> => {
    const { paginate } = connect(server.url);
    for await (const { id } of paginate(CONNECTOR_PLUGINS_PATH, { prefetch })) {
      await untilRead(server, 2);
      delivered.push(id);
    }
  };
  const error = await rejectionOf(walk());
  expect(error).toBeInstanceOf(ConfluentApiError);
  expect(error).toMatchObject({ walk: { pageToken: 't1', pages: 1, items: 2 } });
  expect(delivered).toEqual(['a', 'b']);
});

test.each<[what: string, reply: Reply]>([
  ['a 400', badRequest],
  ['a next without a token', page(['c'], 'nonsense')],
  ['a broken connection', faults.reset],
])('an error of a prefetched page is not thrown after a break: %s', async (_, reply) => {
  const server = await serve(withReplies(pages, { 2: reply }));
  const confluent = connect(server.url, { maxRetries: 0 });
  const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
  await takeFirst(walk, () => untilRead(server, 2));
  expect(server.requests).toHaveLength(2);
});

test('an error of a prefetched page is not thrown when next() is not called again', async () => {
  const server = await serve(withReplies(pages, { 2: badRequest }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
  expect(await walk[Symbol.asyncIterator]().next()).toMatchObject({ value: { id: 'a' } });
  await untilRead(server, 2);
});

test('no page is requested after a prefetched page that fails', async () => {
  const server = await serve(withReplies(pages, { 2: badRequest }));
  await walkToError(connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, { prefetch }));
  await server.settle();
  expect(server.requests).toHaveLength(2);
});

test('an error that a middleware throws for a prefetched page is thrown as it is', async () => {
  const server = await serve(pages);
  const mine = new Error('mine');
  let count = 0;
  const onRequest = (): void => {
    count += 1;
    if (count === 2) throw mine;
  };
  const confluent = connect(server.url, { middleware: [{ onRequest }] });
  const walk = confluent.paginate(CONNECTOR_PLUGINS_PATH, { prefetch });
  const { delivered, error } = await walkToError(walk);
  expect(error).toBe(mine);
  expect(delivered).toEqual(['a', 'b']);
});
