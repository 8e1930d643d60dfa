import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import { logRequests } from '../../examples/log-requests.js';

test('log-requests logs every attempt with its status, duration and request id', async () => {
  const fake = createFakeConfluent({ faults: [{ status: 503 }, 'reset'] });
  const lines: string[] = [];
  const confluent = createConfluentClient({
    ...fake.options,
    maxRetryDelayMs: 0,
    middleware: [logRequests((line) => lines.push(line))],
  });
  await confluent.GET('/connect/v1/custom-connector-plugins', {
    params: { query: { cloud: 'AWS' } },
  });
  const url = 'GET https://api.confluent.test/connect/v1/custom-connector-plugins?cloud=AWS';
  const id = '00000000-0000-4000-8000-00000000000';
  expect(lines.map((line) => line.replace(/\d+ ms$/, 'N ms'))).toEqual([
    `${url} 503 (request id ${id}1) after N ms`,
    `${url} failed: fetch failed after N ms`,
    `${url} 200 (request id ${id}3) after N ms`,
  ]);
  expect(lines.join()).not.toContain(fake.options.apiSecret);
});
