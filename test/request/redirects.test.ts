import { ConfluentConnectionError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const basic = `Basic ${BASIC_CREDENTIALS}`;

test.each([301, 302, 307, 308])(
  'a %i to another path of the same origin is followed with the credentials',
  async (status) => {
    const headers = { Location: '/moved?cloud=AWS' };
    const server = await serve(inTurn({ status, headers }, ONLY_PAGE));
    const { data, response } = await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
    expect(data.data).toEqual(ONLY_PAGE.body.data);
    expect(response.url).toBe(`${server.url}/moved?cloud=AWS`);
    expect(server.requests.map(({ path }) => path)).toEqual([CONNECTOR_PLUGINS_PATH, '/moved']);
    const sent = server.requests.map((request) => request.headers.authorization);
    expect(sent).toEqual([basic, basic]);
  },
);

test.each([301, 302, 303, 307, 308])(
  'a %i to another origin is followed without the credentials',
  async (status) => {
    const other = await serve(() => ONLY_PAGE);
    const server = await serve(() => ({ status, headers: { Location: `${other.url}/x` } }));
    await connect(server.url).GET(CONNECTOR_PLUGINS_PATH);
    expect(server.requests[0]?.headers.authorization).toBe(basic);
    expect(other.requests).toHaveLength(1);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  },
);

test('an endless redirect is a connection error', async () => {
  const server = await serve(({ path }) => ({ status: 307, headers: { Location: path } }));
  const call = connect(server.url, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  const error = await failureOf(ConfluentConnectionError, call);
  expect(error.message).toMatch(/redirect/);
});
