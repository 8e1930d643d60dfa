/** A walk that starts at a page token is as strict as one that starts at the first page. */
import { ConfluentResponseError } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { page } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { idsOf, walkToError } from '../support/walks.js';

describe.each([false, true])('a resumed walk with prefetch %s', (prefetch) => {
  test.each([`https://api.confluent.cloud${CONNECTOR_PLUGINS_PATH}`, '?page_token=', 7, false])(
    'ends with an error when the next of its first page is %j',
    async (next) => {
      const reply = page(['c'], next);
      const server = await serve(() => reply);
      const init = { pageToken: 't1', prefetch };
      const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
      const { delivered, error } = await walkToError(walk);
      expect(delivered).toEqual([]);
      expect(error).toBeInstanceOf(ConfluentResponseError);
      expect((error as ConfluentResponseError).constructor).toBe(ConfluentResponseError);
      expect((error as Error).message).toMatch(
        /^GET \/connect\/v1\/custom-connector-plugins: 200, but .*metadata\.next/,
      );
      expect(error).toMatchObject({
        body: JSON.stringify(reply.body),
        attempts: 1,
        retryable: false,
        walk: { pageToken: 't1', pages: 0, items: 0 },
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test('ends with an error when the next of a later page is unreadable', async () => {
    const server = await serve(inTurn(page(['c'], '?page_token=t2'), page(['d'], 'more')));
    const init = { pageToken: 't1', prefetch };
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
    const { delivered, error } = await walkToError(walk);
    expect(delivered).toEqual(['c']);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect((error as Error).message).toContain('metadata.next');
    expect(error).toMatchObject({ walk: { pageToken: 't2', pages: 1, items: 1 } });
  });

  test.each<[when: string, links: Record<string, string>]>([
    ['on its first page', { A: 'A' }],
    ['one page later', { A: 'B', B: 'A' }],
    ['in another encoding', { A: 'B', B: '%41' }],
  ])('ends with an error when it meets its own start token %s', async (_, links) => {
    const server = await serve(({ query }) => {
      const token = query.get('page_token') ?? '';
      return page([`at ${token}`], `?page_token=${links[token]}`);
    });
    const init = { pageToken: 'A', prefetch };
    const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH, init);
    const { delivered, error } = await walkToError(walk);
    const pages = Object.keys(links);
    expect(error).toBeInstanceOf(ConfluentResponseError);
    expect((error as Error).message).toContain('metadata.next');
    expect(delivered).toEqual(pages.slice(0, -1).map((token) => `at ${token}`));
    expect((error as ConfluentResponseError).walk).toEqual({
      pageToken: pages.at(-1),
      pages: pages.length - 1,
      items: pages.length - 1,
    });
    expect(server.requests).toHaveLength(pages.length);
  });

  test('fails again at the page whose next is unreadable', async () => {
    const server = await serve(({ query }) =>
      query.has('page_token') ? page(['b'], 'more') : page(['a'], '?page_token=t1'),
    );
    const { paginate } = connect(server.url);
    const first = await walkToError(paginate(CONNECTOR_PLUGINS_PATH, { prefetch }));
    const { pageToken } = (first.error as ConfluentResponseError).walk ?? {};
    expect(pageToken).toBe('t1');
    const resumed = idsOf(paginate(CONNECTOR_PLUGINS_PATH, { prefetch, pageToken }));
    const error = await failureOf(ConfluentResponseError, resumed);
    expect(error.walk).toEqual({ pageToken: 't1', pages: 0, items: 0 });
  });
});
