import { rateLimitOf } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connectToFetch } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';

test.each<[headers: Record<string, string>, limits: object]>([
  [{}, {}],
  [
    { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '49', 'X-RateLimit-Reset': '1' },
    { limit: 50, remaining: 49, resetMs: 1000 },
  ],
  [{ 'X-RateLimit-Remaining': '0' }, { remaining: 0 }],
  [{ 'X-RateLimit-Limit': '-1', 'X-RateLimit-Remaining': 'NaN', 'X-RateLimit-Reset': '' }, {}],
  [{ 'X-RateLimit-Limit': '50, 100', 'X-RateLimit-Reset': '1e3' }, {}],
])('rateLimitOf reads the headers %j', async (headers, limits) => {
  const confluent = connectToFetch(() => Response.json(ONLY_PAGE.body, { headers }));
  const { response } = await confluent.GET(CONNECTOR_PLUGINS_PATH);
  expect(rateLimitOf(response)).toStrictEqual(limits);
});
