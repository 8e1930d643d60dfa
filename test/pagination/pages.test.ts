import { expect, test } from 'vitest';
import { connect } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { linkedPages, page } from '../support/pages.js';
import { serve } from '../support/serve.js';
import { idsOf, THREE_PAGES } from '../support/walks.js';

test('a page has its items, its token, the next token, the body and the response', async () => {
  const bodies = [
    { ...page(['a', 'b'], '/x?page_token=t%2B1').body, kind: 'First' },
    { ...page(['c'], '?page_token=t2').body, total: 3 },
    page([], null).body,
  ];
  const server = await serve((_, index) => ({
    headers: { 'X-Request-Id': `request-${index}` },
    body: bodies[index],
  }));
  const found: unknown[] = [];
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH);
  for await (const { response, ...rest } of walk.pages()) {
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(200);
    expect(response.bodyUsed).toBe(true);
    found.push({ ...rest, id: response.headers.get('x-request-id') });
  }
  expect(found).toEqual([
    {
      items: [{ id: 'a' }, { id: 'b' }],
      pageToken: undefined,
      nextPageToken: 't+1',
      data: bodies[0],
      id: 'request-0',
    },
    {
      items: [{ id: 'c' }],
      pageToken: 't+1',
      nextPageToken: 't2',
      data: bodies[1],
      id: 'request-1',
    },
    { items: [], pageToken: 't2', nextPageToken: undefined, data: bodies[2], id: 'request-2' },
  ]);
});

test('a walk can be resumed with the tokens of any page', async () => {
  const server = await serve(linkedPages(...THREE_PAGES));
  const { paginate } = connect(server.url);
  const walk = paginate(CONNECTOR_PLUGINS_PATH, { pageToken: 't1' });
  for await (const { pageToken, nextPageToken } of walk.pages()) {
    expect({ pageToken, nextPageToken }).toEqual({ pageToken: 't1', nextPageToken: 't2' });
    const after = paginate(CONNECTOR_PLUGINS_PATH, { pageToken: nextPageToken });
    expect(await idsOf(after)).toEqual(['e']);
    const again = paginate(CONNECTOR_PLUGINS_PATH, { pageToken });
    expect(await idsOf(again)).toEqual(['c', 'd', 'e']);
    break;
  }
  expect.assertions(3);
});
