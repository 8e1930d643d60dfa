import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import {
  basicAuthorization,
  CONNECT_PLUGINS,
  CONNECTOR_PLUGINS,
  makePlugins,
  readError,
  send,
  versionsPath,
} from './support.js';

const fake = createFakeConfluent({
  customConnectorPlugins: makePlugins(1),
  customConnectPlugins: makePlugins(1),
});
const basic = basicAuthorization(fake);
const bearer = `Bearer ${fake.accessToken}`;
const VERSIONS = versionsPath('ccp-1');

test.each([
  ['the API key', CONNECTOR_PLUGINS, basic, 200],
  ['the API key with its scheme in lower case', CONNECTOR_PLUGINS, basic.replace('B', 'b'), 200],
  ['the API key', CONNECT_PLUGINS, basic, 200],
  ['the API key', VERSIONS, basic, 200],
  ['the access token', CONNECTOR_PLUGINS, bearer, 200],
  ['the access token', CONNECT_PLUGINS, bearer, 200],
  ['the access token', VERSIONS, bearer, 403],
  ['no credentials', CONNECTOR_PLUGINS, '', 401],
  ['a wrong key', CONNECT_PLUGINS, `Basic ${btoa('other:fake-secret')}`, 401],
  ['a wrong secret', VERSIONS, `Basic ${btoa('FAKEKEY:other')}`, 401],
  ['a wrong token', VERSIONS, 'Bearer other', 401],
  ['a key sent as a token', CONNECTOR_PLUGINS, basic.replace('Basic', 'Bearer'), 401],
  ['another scheme', CONNECTOR_PLUGINS, basic.replace('Basic', 'Digest'), 401],
])('%s at %s is a response with the right status', async (_, path, authorization, status) => {
  const response = await send(fake, path, {
    headers: authorization === '' ? {} : { Authorization: authorization },
  });
  expect(response.status).toBe(status);
  if (status === 401) {
    const scheme = authorization.startsWith('Bearer') ? 'Bearer' : 'Basic';
    expect(response.headers.get('www-authenticate')).toMatch(new RegExp(`^${scheme} error=`));
  }
  if (status !== 200) expect(await readError(response)).toMatchObject({ status: String(status) });
});

test('the fake remembers requests without their credentials', async () => {
  const own = createFakeConfluent({ customConnectorPlugins: makePlugins(1) });
  await send(own, `${CONNECTOR_PLUGINS}?cloud=AWS`);
  await send(own, '/ccpm/v1/plugins/ccp-1/versions', { method: 'POST', body: 'x' });
  expect(own.requests).toEqual([
    { method: 'GET', path: CONNECTOR_PLUGINS, query: { cloud: 'AWS' } },
    { method: 'POST', path: '/ccpm/v1/plugins/ccp-1/versions', query: {} },
  ]);
});
